import OnusModel
import OnusYAML

// Steps that are done several times.
extension NodeReader {
    mutating func loop(_ node: Node, _ map: inout MappingReader) -> VerbSyntax {
        let help = "such as `until: steps.check.outcome == 'approved'`"
        let until = require("until", of: &map, help: help).flatMap { expression($0) }
        let steps = steps(node)
        return until.map { .repeat(RepeatSyntax(steps: steps, until: $0)) } ?? .unknown
    }

    mutating func foreach(_ node: Node, _ map: inout MappingReader) -> VerbSyntax {
        let items = expression(node, "an expression that gives a list")
        let name = require("as", of: &map, help: "the name of an item, such as `as: item`")
            .flatMap { identifier($0, "the name of an item") }
        let inner = require("steps", of: &map, help: "what is done for each item")
        let steps = inner.map { self.steps($0) } ?? []
        let atOnce = map.take("at_once").flatMap {
            integer($0, "a whole number from 1 to 1000", in: AuthorLimit.atOnce.range)
        }
        let (join, rest) = joining(&map)
        let addition = map.take("add").flatMap { self.addition($0) }
        guard let items, let name else { return .unknown }
        return .foreach(
            ForeachSyntax(
                items: items, name: name, steps: steps, atOnce: atOnce, join: join, rest: rest,
                addition: addition))
    }
}
