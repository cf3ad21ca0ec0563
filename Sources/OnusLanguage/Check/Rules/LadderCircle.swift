import OnusModel

/// Workflows that start each other by their ladders without end.
struct LadderCircle: Rule {
    static let code = "W070"
    static let title = "ladders start workflows in a circle"
    static let explanation = """
        A ladder may end by starting a workflow that deals with the silence. When the ladders of \
        that workflow start others which come back to the first, silence starts one run after \
        another for ever and nobody is ever above it. The same holds where one of them comes to a \
        `call` with nobody having done anything. Let one of these ladders end with `decide`.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        let name = workflow.workflow.name.value
        var ways = SilentStarts(workflow)
        for start in workflow.ladders.flatMap(\.rungs).compactMap(\.start) {
            guard let path = ways.path(from: start.value, to: name) else { continue }
            let steps = ([name] + path).map { "`\($0)`" }.joined(separator: " → ")
            report.error(
                path.count == 1
                    ? "the ladder of `\(name)` starts `\(name)` itself"
                    : "ladders start workflows in a circle: \(steps)",
                at: start.location, help: "let one of these ladders end with `decide` instead")
        }
    }
}

/// Which workflows start others although nobody does anything: by ladders, and by calls to which a
/// run comes by silence.
private struct SilentStarts {
    private let surroundings: Surroundings
    private var known: [String: [String]] = [:]

    init(_ workflow: WorkflowContext) { surroundings = workflow.surroundings }

    /// The shortest way from one workflow to another, both included.
    mutating func path(from start: String, to goal: String) -> [String]? {
        var seen: Set<String> = [start]
        var waiting = [[start]][...]
        while let path = waiting.popFirst() {
            guard let last = path.last else { continue }
            if last == goal { return path }
            for next in started(by: last) where seen.insert(next).inserted {
                waiting.append(path + [next])
            }
        }
        return nil
    }

    private mutating func started(by name: String) -> [String] {
        if let known = known[name] { return known }
        guard let syntax = surroundings.workflows[name] else { return [] }
        let tree = StepTree(syntax)
        var started = syntax.startedByLadders
        if !tree.calls.isEmpty {
            let workflow = WorkflowCheck.context(of: syntax, tree, surroundings)
            let ways = UnattendedWays(workflow, passing: .silence)
            started += tree.calls.filter {
                ways.leads(from: .start(list: 0), to: .enter($0.step))
            }.map(\.name)
        }
        known[name] = started
        return started
    }
}

extension WorkflowSyntax {
    /// The workflows that its ladders start.
    package var startedByLadders: [String] {
        let inline = ([duties] + StepTree(self).ownDuties).compactMap { duty in
            if case .inline(let ladder) = duty.escalation { ladder } else { nil }
        }
        return (ladders + inline).flatMap(\.rungs).compactMap(\.start?.value)
    }
}
