import OnusModel

/// Workflows that start each other by their ladders without end.
struct LadderCircle: Rule {
    static let code = "W070"
    static let title = "ladders start workflows in a circle"
    static let explanation = """
        A ladder may end by starting a workflow that deals with the silence. When the ladders of \
        that workflow start others which come back to the first, silence starts one run after \
        another for ever and nobody is ever above it. Let one of these ladders end with `decide`.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        let name = workflow.workflow.name.value
        for start in workflow.ladders.flatMap(\.rungs).compactMap(\.start) {
            guard let path = path(from: start.value, to: name, workflow.surroundings) else {
                continue
            }
            let steps = ([name] + path).map { "`\($0)`" }.joined(separator: " → ")
            report.error(
                path.count == 1
                    ? "the ladder of `\(name)` starts `\(name)` itself"
                    : "ladders start workflows in a circle: \(steps)",
                at: start.location, help: "let one of these ladders end with `decide` instead")
        }
    }

    /// The shortest way from one workflow to another over what ladders start, both included.
    private func path(
        from start: String, to goal: String, _ surroundings: Surroundings
    ) -> [String]? {
        var seen: Set<String> = [start]
        var waiting = [[start]][...]
        while let path = waiting.popFirst() {
            guard let last = path.last else { continue }
            if last == goal { return path }
            for next in surroundings.workflows[last]?.startedByLadders ?? []
            where seen.insert(next).inserted {
                waiting.append(path + [next])
            }
        }
        return nil
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
