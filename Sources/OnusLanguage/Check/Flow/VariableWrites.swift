import OnusCEL
import OnusModel

/// The places that write variables, and what keeps them from coming at the same time.
struct VariableWrites {
    struct Write {
        let name: Located<String>
        let step: StepTree.Entry
        /// The block whose variable it is; nil for one of the workflow.
        let block: Int?
        /// The first list on the way to that block that runs beside others, with no lock between.
        fileprivate(set) var open: Int?
        /// Lists on the way that run beside others, where a lock lies between.
        fileprivate(set) var locked: [Int] = []
    }

    /// What another write, or the same one in another item, shares no lock with.
    enum Rival {
        case itself(lock: String)
        case other(Write, lock: String, itsLock: String?)
    }

    private(set) var all: [Write] = []
    private let tree: StepTree

    init(_ workflow: WorkflowContext) {
        tree = workflow.tree
        for entry in tree.entries {
            guard case .set(let values) = entry.syntax.verb else { continue }
            for value in values
            where tree.isVariable(value.name.value, seenFrom: entry.list, in: workflow.workflow) {
                all.append(write(value.name, entry))
            }
        }
    }

    private func write(_ name: Located<String>, _ entry: StepTree.Entry) -> Write {
        let block = tree.ownerOfVariable(name.value, seenFrom: entry.list)
        var write = Write(name: name, step: entry, block: block)
        var isLocked = false
        for list in tree.enclosing(entry.list) {
            guard let owner = tree.lists[list].owner else { break }
            if case .locked = tree.lists[list].kind { isLocked = true }
            // Each item has its own variables of the `foreach`.
            if case .item = tree.lists[list].kind, owner == block { break }
            if tree.lists[list].kind.runsBeside(in: tree.entries[owner].syntax.verb) {
                if isLocked { write.locked.append(list) } else { write.open = write.open ?? list }
            }
            if owner == block { break }
        }
        return write
    }

    /// What may write the same variable while the lock around a write is held.
    func rival(of write: Write) -> Rival? {
        for list in write.locked {
            guard let lock = lock(around: write, inside: list) else { continue }
            if case .item = tree.lists[list].kind, !lock.isTheSameEverywhere {
                return .itself(lock: lock.text)
            }
            for other in all where other.name.value == write.name.value {
                guard other.block == write.block, other.open == nil,
                    let beside = self.list(of: other, beside: list),
                    // A pair is told once.
                    other.step.index < write.step.index || !other.locked.contains(beside)
                else { continue }
                let its = self.lock(around: other, inside: beside)
                if let its, its.text == lock.text, lock.isTheSameEverywhere { continue }
                return .other(other, lock: lock.text, itsLock: its?.text)
            }
        }
        return nil
    }

    /// The list of the same step, and not the same list, in which a write stands.
    private func list(of write: Write, beside list: Int) -> Int? {
        tree.enclosing(write.step.list).first {
            $0 != list && tree.lists[$0].owner == tree.lists[list].owner
        }
    }

    /// A run holds one lock at a time.
    private func lock(around write: Write, inside list: Int) -> ScalarSyntax? {
        let lists = tree.enclosing(write.step.list)
        guard let end = lists.firstIndex(of: list) else { return nil }
        return lists[..<end].lazy.compactMap { inner -> ScalarSyntax? in
            guard let owner = tree.lists[inner].owner,
                case .lock(let lock) = tree.entries[owner].syntax.verb
            else { return nil }
            return lock.name
        }.first
    }
}

extension ScalarSyntax {
    /// Whether a text with `${ … }` is the same wherever it stands in a run.
    fileprivate var isTheSameEverywhere: Bool {
        guard let template = try? Template(parsing: text) else { return true }
        return template.parts.allSatisfy { part in
            guard case .expression(let expression) = part else { return true }
            return expression.outline.names.allSatisfy { ["inputs", "run"].contains($0.first) }
        }
    }
}

extension StepTree {
    fileprivate func isVariable(
        _ name: String, seenFrom list: Int, in workflow: WorkflowSyntax
    ) -> Bool {
        ownerOfVariable(name, seenFrom: list) != nil
            || workflow.variables.contains { $0.name.value == name }
    }
}

extension StepTree.List.Kind {
    fileprivate func runsBeside(in verb: VerbSyntax) -> Bool {
        switch (self, verb) {
        case (.branch, .parallel(let parallel)):
            parallel.branches.count > 1 && !parallel.isOneAtATime
        case (.item, .foreach(let loop)): loop.atOnce?.value != 1
        case (.handler, _): true
        default: false
        }
    }
}
