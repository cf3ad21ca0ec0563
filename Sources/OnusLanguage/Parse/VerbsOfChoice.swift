import OnusModel
import OnusYAML

// Branches and cases.
extension NodeReader {
    mutating func parallel(_ node: Node, _ map: inout MappingReader) -> VerbSyntax {
        let (join, rest) = joining(&map)
        let isOneAtATime = map.take("one_at_a_time").flatMap { bool($0)?.value } ?? false
        let branches = named(
            node, "branches with their steps",
            help: "give each branch a name: `parallel: {budget: [STEPS], panel: [STEPS]}`"
        ).map { branch($0.name, $0.value) }
        if branches.isEmpty, node.isMapping { expected("at least one branch", at: node) }
        guard !branches.isEmpty else { return .unknown }
        return .parallel(
            ParallelSyntax(
                branches: branches, join: join, rest: rest, isOneAtATime: isOneAtATime))
    }

    /// `join` and `rest`, of a `parallel` or a `foreach`.
    mutating func joining(_ map: inout MappingReader) -> (JoinSyntax, ParallelPlan.Rest) {
        let join = map.take("join").flatMap { self.join($0) }
        let rest = map.take("rest").flatMap {
            word($0, among: [ParallelPlan.Rest.withdraw, .goOn])?.value
        }
        return (join ?? .all, rest ?? .withdraw)
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
            return integer(node, "a number from 1 to 1000", in: AuthorLimit.join.range).map {
                .count($0)
            }
        }
        return expression(node).map { .condition($0) }
    }

    /// Nil when a case was not understood.
    mutating func cases(_ node: Node) -> [CaseSyntax]? {
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
