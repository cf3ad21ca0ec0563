import OnusCEL
import OnusModel
import OnusValues

/// Something that a step of the run does and that another one waits for.
struct Happening {
    let step: Int
    /// Indices of the graph's edges on which it happens.
    let ways: Set<Int>
    /// Those on which the step ends and it does not happen.
    var missed: Set<Int> = []

    /// Whether it happens whenever the step finishes.
    var isCertain: Bool { missed.isEmpty }
}

extension WorkflowContext {
    /// That a step finishes.
    func finishing(_ step: Int) -> Happening {
        Happening(step: step, ways: flow.graph.waysBehind(step))
    }

    /// That a step finishes so that `match` holds of the event.
    func finishing(_ step: Int, matching match: ExpressionSyntax?) -> Happening {
        let all = flow.graph.waysBehind(step)
        guard let match else { return Happening(step: step, ways: all) }
        var isMet: [String?: Bool] = [:]
        let ways = all.filter { way in
            let outcome: String? =
                if case .ends(let outcome, _) = flow.graph.edges[way].way { outcome } else { nil }
            if let known = isMet[outcome] { return known }
            let found = MatchedEvent(match.text).holds(ofOutcome: outcome)
            isMet[outcome] = found
            return found
        }
        return Happening(step: step, ways: ways, missed: all.subtracting(ways))
    }
}

extension FlowGraph {
    /// The ways on which a step goes on once it has finished, by index.
    func waysBehind(_ step: Int) -> Set<Int> {
        let chosen = leaving[Node.enter(step).rawValue].filter { edge in
            if case .chooses = edges[edge].way { true } else { false }
        }
        return Set(leaving[Node.finish(step).rawValue] + chosen)
    }
}

/// A `match` that is asked about the event that a step has finished.
struct MatchedEvent {
    private let program: Program?

    /// Only of the outcome is it known what it is.
    init(_ text: String) {
        guard let outline = (try? Expression(parsing: text))?.outline,
            outline.names.allSatisfy({ $0.first != "event" || $0 == ["event", "outcome"] })
        else {
            program = nil
            return
        }
        program = ComputedPrograms.program(text, reading: outline)
    }

    /// Whether it holds whatever else is read.
    func holds(ofOutcome outcome: String?) -> Bool { truth(ofOutcome: outcome) ?? false }

    /// Whether it may hold.
    func mayHold(ofOutcome outcome: String?) -> Bool { truth(ofOutcome: outcome) ?? true }

    private func truth(ofOutcome outcome: String?) -> Bool? {
        var event = ValueMap()
        event["outcome"] = outcome.map { .string($0) }
        return (try? program?.evaluate(["event": .map(event)] as ValueMap))?.boolValue
    }
}
