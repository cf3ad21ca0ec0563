import OnusCalendar
import OnusModel
import OnusYAML

// What changes the deadline of a duty: more time that somebody grants, and a clock that stands still.
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
            integer($0, "how often it can be granted, 1 to 100", in: AuthorLimit.grants.range)?
                .value
        }
        finish(map)
        guard let by, let most else { return nil }
        guard !most.value.isZero else {
            report(.badTime, "`extend` gives no time", at: most.location, help: help)
            return nil
        }
        return ExtendSyntax(by: by, atMost: most, times: times ?? 1)
    }

    mutating func stopClock(_ node: Node) -> StopClockSyntax? {
        let help = "such as `stop_clock: {during: STEP, basis: CLAUSE}`"
        guard var map = mapping(node, "`stop_clock`", help: help) else { return nil }
        let during = require("during", of: &map, help: "the step while which it stands still").map {
            stepNames($0)
        }
        let basis = require(
            "basis", of: &map, help: "a clock stands still only where a clause says so; name it"
        ).flatMap { text($0, "a clause such as `rules/7`") }
        finish(map)
        guard let during, !during.isEmpty, let basis else { return nil }
        return StopClockSyntax(during: during, basis: basis)
    }
}
