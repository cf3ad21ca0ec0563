import OnusCalendar
import OnusModel
import OnusYAML

// What changes the deadline of a duty: more time that somebody grants.
extension NodeReader {
    mutating func extend(_ node: Node) -> ExtendSyntax? {
        let help = "such as `extend: {by: ROLE, at_most: 10 workdays, times: 1}`"
        guard var map = mapping(node, "`extend`", help: help) else { return nil }
        let by = require("by", of: &map, help: "who grants it, such as `by: ROLE`").flatMap {
            people($0)
        }
        let most = require("at_most", of: &map, help: "such as `at_most: 10 workdays`").flatMap {
            period($0)
        }
        let times = map.take("times").flatMap {
            integer($0, "how often it can be granted, 1 to 100", in: 1...100)?.value
        }
        finish(map)
        guard let by, let most else { return nil }
        guard !most.value.isZero else {
            report(.badTime, "`extend` gives no time", at: most.location, help: help)
            return nil
        }
        return ExtendSyntax(by: by, atMost: most, times: times ?? 1)
    }
}
