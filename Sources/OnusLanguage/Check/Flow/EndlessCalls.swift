import OnusModel

/// Calls that lead back to the workflow in which they stand, and past which no run of it comes.
///
/// A workflow can end when a way to an end of it leads past all calls of workflows that cannot. What
/// is left when all those are found that can, calls itself for ever.
struct EndlessCalls {
    struct Circle {
        /// The step that makes the first call.
        let step: Int
        /// The shortest way round, from the workflow to itself.
        let names: [String]
    }

    private let name: String
    private var members: [String: WorkflowContext] = [:]
    private var endless: Set<String> = []

    init(_ workflow: WorkflowContext) {
        name = workflow.workflow.name.value
        for name in Self.circle(around: name, workflow.surroundings.workflows) {
            guard let other = workflow.surroundings.workflows[name] else { continue }
            members[name] =
                name == self.name
                ? workflow
                : WorkflowCheck.context(of: other, StepTree(other), workflow.surroundings)
        }
        // What cannot end in itself is told elsewhere.
        endless = Set(members.filter { $0.value.flow.reach.canReachEnd(.start(list: 0)) }.keys)
        while let one = endless.first(where: { canEnd($0) }) { endless.remove(one) }
    }

    /// Nil where the workflow can end, or only calls others that cannot.
    var circle: Circle? {
        guard endless.contains(name) else { return nil }
        var seen: Set<String> = []
        var waiting = [(step: Int?.none, names: [name])][...]
        while let (step, names) = waiting.popFirst() {
            for call in calls(of: names[names.count - 1]) {
                let first = step ?? call.step
                if call.name == name { return Circle(step: first, names: names + [name]) }
                guard seen.insert(call.name).inserted else { continue }
                waiting.append((first, names + [call.name]))
            }
        }
        return nil
    }

    private func canEnd(_ name: String) -> Bool {
        reach(of: name)?.canReachEnd(.start(list: 0)) ?? true
    }

    private func reach(of name: String) -> Reach? {
        guard let workflow = members[name] else { return nil }
        let blocked = workflow.tree.calls.filter { endless.contains($0.name) }
        return Reach(workflow.flow.graph.without(Set(blocked.map { .enter($0.step) })))
    }

    /// Those of workflows without end to which a run comes.
    private func calls(of name: String) -> [(step: Int, name: String)] {
        guard let workflow = members[name], let reach = reach(of: name) else { return [] }
        return workflow.tree.calls.filter {
            endless.contains($0.name) && reach.reaches(.enter($0.step))
        }
    }

    /// The workflows that a workflow calls and that call it, over others too; itself among them.
    private static func circle(
        around name: String, _ workflows: [String: WorkflowSyntax]
    ) -> Set<String> {
        var callers: [String: Set<String>] = [:]
        var seen: Set<String> = []
        var waiting = [name]
        while let next = waiting.popLast() {
            guard seen.insert(next).inserted, let syntax = workflows[next] else { continue }
            for call in StepTree(syntax).calls {
                callers[call.name, default: []].insert(next)
                waiting.append(call.name)
            }
        }
        var found: Set<String> = []
        waiting = Array(callers[name] ?? [])
        while let next = waiting.popLast() {
            if found.insert(next).inserted { waiting += callers[next] ?? [] }
        }
        return found
    }
}

extension StepTree {
    /// The steps that call a workflow, with its name.
    var calls: [(step: Int, name: String)] {
        entries.compactMap { entry in
            if case .call(let call) = entry.syntax.verb {
                (entry.index, call.workflow.value)
            } else {
                nil
            }
        }
    }
}
