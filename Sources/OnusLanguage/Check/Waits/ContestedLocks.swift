import OnusModel

/// Which locks of a workflow a step may find held by another step of the same run.
struct ContestedLocks {
    private let workflow: WorkflowContext
    /// The steps that hold a lock of a name.
    private let holders: [String: [Int]]
    private let together: StepsOfOneRun

    init(_ workflow: WorkflowContext) {
        self.workflow = workflow
        holders = workflow.tree.entries.reduce(into: [:]) { found, entry in
            if let name = entry.syntax.lockName { found[name, default: []].append(entry.index) }
        }
        together = StepsOfOneRun(workflow)
    }

    /// The steps beside one that hold a lock which it asks for, itself or in what it calls.
    func holders(against step: Int) -> [Int] {
        guard !holders.isEmpty else { return [] }
        return names(askedBy: step).sorted().flatMap { holders[$0] ?? [] }.filter {
            together.isBeside($0, step) || together.isBeside(step, $0)
        }
    }

    private func names(askedBy step: Int) -> Set<String> {
        let syntax = workflow.tree.entries[step].syntax
        if let name = syntax.lockName { return [name] }
        guard case .call(let call) = syntax.verb, !call.isDetached else { return [] }
        var names: Set<String> = []
        var seen: Set<String> = [call.workflow.value]
        var waiting = [call.workflow.value]
        while let name = waiting.popLast() {
            guard let called = workflow.surroundings.workflows[name] else { continue }
            for entry in StepTree(called).entries {
                if let name = entry.syntax.lockName { names.insert(name) }
                if case .call(let call) = entry.syntax.verb, !call.isDetached,
                    seen.insert(call.workflow.value).inserted
                {
                    waiting.append(call.workflow.value)
                }
            }
        }
        return names
    }
}

extension StepSyntax {
    /// The name of its lock, where that is the same in every run.
    fileprivate var lockName: String? {
        guard case .lock(let lock) = verb, !lock.name.isTemplate else { return nil }
        return lock.name.text
    }
}
