import OnusCalendar
import OnusModel
import OnusYAML

// What each verb's step consists of. The verb's own key and its options are taken out of the map.
extension NodeReader {
    static let verbs = [
        "task", "parallel", "switch", "wait", "scope", "set", "end", "fail",
    ]
    static let laterVerbs = [
        "foreach", "repeat", "lock", "receive", "emit", "call", "withdraw",
    ]

    mutating func verb(
        _ verb: String, _ node: Node, _ map: inout MappingReader, step: String
    ) -> VerbSyntax {
        switch verb {
        case "task": task(node, &map, step: step)
        case "parallel": parallel(node, &map)
        case "switch": cases(node).map { .switch($0) } ?? .unknown
        case "wait": wait(node)
        case "scope": scope(node, &map)
        case "set": .set(values(node, "`set`"))
        case "end": end(node, &map)
        case "fail": fail(node, &map)
        default: .unknown
        }
    }

    private mutating func task(
        _ node: Node, _ map: inout MappingReader, step: String
    ) -> VerbSyntax {
        let with = map.take("with").map { values($0, "`with`") } ?? []
        let duty = duty(&map, owner: step)
        let retry = map.take("retry").flatMap { self.retry($0) }
        guard let name = text(node, "the name of a task") else { return .unknown }
        return .task(TaskSyntax(name: name, parameters: with, duty: duty, retry: retry))
    }

    private mutating func retry(_ node: Node) -> RetrySyntax? {
        guard var map = mapping(node, "`retry`") else { return nil }
        let times = require("times", of: &map).flatMap {
            integer($0, "the number of times it is tried again, 1 to 100", in: 1...100)
        }
        let wait = require("wait", of: &map, help: "such as `wait: 10 s`").flatMap { period($0) }
        let factor = map.take("factor").map { self.factor($0) } ?? 1
        finish(map)
        guard let times, let wait, let factor else { return nil }
        return RetrySyntax(
            ActionPlan.Retry(times: times.value, wait: wait.value, factor: factor), at: head(node))
    }

    private mutating func factor(_ node: Node) -> Double? {
        switch node.coreValue {
        case .int(let value)? where (1...100).contains(value): return Double(value)
        case .float(let value)? where (1...100).contains(value): return value
        default:
            expected("a number from 1 to 100", at: node)
            return nil
        }
    }

    private mutating func parallel(_ node: Node, _ map: inout MappingReader) -> VerbSyntax {
        let join = map.take("join").flatMap { self.join($0) } ?? .all
        let rest = map.take("rest").flatMap {
            word($0, among: [ParallelPlan.Rest.withdraw, .goOn])?.value
        }
        map.announce(later: ["one_at_a_time"])
        let branches = named(node, "branches with their steps").map { branch($0.name, $0.value) }
        if branches.isEmpty, node.isMapping { expected("at least one branch", at: node) }
        guard !branches.isEmpty else { return .unknown }
        return .parallel(ParallelSyntax(branches: branches, join: join, rest: rest ?? .withdraw))
    }

    private mutating func branch(_ name: Located<String>, _ node: Node) -> BranchSyntax {
        check(identifier: name, "the name of a branch")
        guard node.isMapping, var map = mapping(node, "a branch") else {
            return BranchSyntax(name: name, condition: nil, steps: steps(node))
        }
        let condition = map.take("when").flatMap { expression($0) }
        let inner = require("steps", of: &map, help: "a branch is a list of steps")
        finish(map)
        return BranchSyntax(
            name: name, condition: condition, steps: inner.map { steps($0) } ?? [])
    }

    private mutating func join(_ node: Node) -> JoinSyntax? {
        let what = "`all`, `any`, a number or a condition"
        guard let scalar = scalar(node, what) else { return nil }
        switch scalar.text {
        case "all": return .all
        case "any": return .any
        default: break
        }
        if case .int? = node.coreValue {
            return integer(node, "a number of branches", in: 1...1000).map { .count($0) }
        }
        return expression(node).map { .condition($0) }
    }

    /// Nil when a case was not understood.
    private mutating func cases(_ node: Node) -> [CaseSyntax]? {
        let help =
            "such as `- {when: \"inputs.amount > 10\", then: STEP}`, last `- {otherwise: STEP}`"
        guard let nodes = list(node, "a list of cases", help: help) else { return nil }
        if nodes.isEmpty { expected("at least one case", at: node, help: help) }
        let cases = nodes.compactMap { choice($0) }
        return cases.isEmpty || cases.count < nodes.count ? nil : cases
    }

    private mutating func choice(_ node: Node) -> CaseSyntax? {
        guard var map = mapping(node, "a case") else { return nil }
        let otherwise = map.take("otherwise")
        let condition = map.take("when")
        let target = map.take("then")
        let inner = map.take("steps")
        finish(map)
        guard (otherwise == nil) != (condition == nil) else {
            report(
                .missingKey, "a case has either `when` or `otherwise`", at: head(node),
                help: "such as `{when: \"inputs.amount > 10\", then: STEP}` or `{otherwise: STEP}`")
            return nil
        }
        if let otherwise { return fallback(otherwise, extra: target ?? inner, at: node) }
        guard let condition = condition.flatMap({ expression($0) }) else { return nil }
        return caseAction(then: target, steps: inner, at: node).map { action in
            CaseSyntax(condition: condition, action: action, location: head(node))
        }
    }

    private mutating func fallback(_ value: Node, extra: Node?, at node: Node) -> CaseSyntax? {
        if let extra {
            expected("nothing beside `otherwise`", at: extra, help: "write `otherwise: STEP`")
            return nil
        }
        let action: CaseSyntax.Action?
        if value.isSequence {
            action = .run(steps(value))
        } else {
            action = text(value, "a step, or a list of steps").map { .go($0) }
        }
        return action.map { CaseSyntax(condition: nil, action: $0, location: head(node)) }
    }

    private mutating func caseAction(
        then target: Node?, steps inner: Node?, at node: Node
    ) -> CaseSyntax.Action? {
        switch (target, inner) {
        case (let target?, nil): return text(target, "a step").map { .go($0) }
        case (nil, let inner?): return .run(steps(inner))
        default:
            report(
                .missingKey, "a case has either `then` or `steps`", at: head(node),
                help: "`then: STEP` goes there, `steps: [...]` runs these steps")
            return nil
        }
    }
}
