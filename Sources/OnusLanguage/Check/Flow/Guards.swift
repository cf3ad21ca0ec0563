import OnusCEL
import OnusModel

extension StepTree {
    /// On what it hangs whether a run comes to a step: its own condition, and those of the branches and
    /// cases around it. Of a case it counts as well that none before it applied.
    func guards(of entry: Entry) -> [Outline] {
        var conditions = [entry.syntax.condition].compactMap(\.self).map(Self.outline)
        for list in enclosing(entry.list).map({ lists[$0] }) {
            let around = list.owner.flatMap { entries[$0].syntax.condition }
            conditions += [around].compactMap(\.self).map(Self.outline)
            switch list.kind {
            case .branch(let branch):
                conditions += [branch.condition].compactMap(\.self).map(Self.outline)
            case .choice(let choice): conditions += guards(of: choice, owner: list.owner)
            default: break
            }
        }
        return conditions
    }

    private func guards(of choice: CaseSyntax, owner: Int?) -> [Outline] {
        guard let owner, case .switch(let cases) = entries[owner].syntax.verb else { return [] }
        let earlier = cases.prefix { $0.location != choice.location }.compactMap(\.condition)
        return earlier.map { .not(Self.outline($0)) }
            + [choice.condition].compactMap(\.self).map(Self.outline)
    }

    private static func outline(_ syntax: ExpressionSyntax) -> Outline {
        (try? Expression(parsing: syntax.text))?.outline ?? .other(syntax.text)
    }
}

extension WorkflowContext {
    /// The same, with what a `switch` asks that alone leads to the step.
    func guards(of entry: StepTree.Entry) -> [Outline] {
        let guards = tree.guards(of: entry)
        guard tree.entries.contains(where: { $0.chooses(entry.id) }) else { return guards }
        let ways = flow.graph.edges.filter {
            $0.to == .enter(entry.index) && flow.reach.reaches($0.from)
        }
        guard let way = ways.first, ways.count == 1, case .chooses = way.way else { return guards }
        return guards + way.known.map { $0.holds ? $0.condition : .not($0.condition) }
    }
}

extension StepTree.Entry {
    /// Whether a case of a `switch` leads to a step.
    fileprivate func chooses(_ step: String) -> Bool {
        guard case .switch(let cases) = syntax.verb else { return false }
        return cases.contains { choice in
            if case .go(let target) = choice.action { target.value == step } else { false }
        }
    }
}

extension Outline {
    /// Whether it is the same from the start of a run to its end.
    var isSettledAtStart: Bool {
        switch self {
        case .path(let path), .has(let path), .optional(let path):
            path.first == "inputs" || path.first == "initiator"
        case .literal: true
        case .call(_, let parts), .list(let parts), .and(let parts), .or(let parts):
            parts.allSatisfy(\.isSettledAtStart)
        case .not(let term): term.isSettledAtStart
        case .conditional(let condition, let first, let second):
            [condition, first, second].allSatisfy(\.isSettledAtStart)
        case .computed(_, let reads): reads.values.allSatisfy(\.isSettledAtStart)
        case .other: false
        }
    }

    /// All variables that it reads.
    var names: Set<[String]> {
        switch self {
        case .path(let path): [path]
        case .has(let path), .optional(let path): [path + ["?"]]
        case .literal, .other: []
        case .call(_, let parts), .list(let parts), .and(let parts), .or(let parts):
            Set(parts.flatMap(\.names))
        case .not(let term): term.names
        case .conditional(let condition, let first, let second):
            Set([condition, first, second].flatMap(\.names))
        case .computed(_, let reads): Set(reads.values.flatMap(\.names))
        }
    }
}
