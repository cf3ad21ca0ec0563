import OnusModel

/// The steps of a workflow as flat arrays, so that a rule finds every step, its list and what lies
/// around it without walking down.
package struct StepTree: Sendable {
    package struct Entry: Sendable {
        package let index: Int
        package let syntax: StepSyntax
        /// Index of the list in which it stands.
        package let list: Int
        /// Its place in that list, from 0.
        package let position: Int
        /// The lists inside it, in the order of the text: branches, cases, or a scope's own steps
        /// and then its handlers.
        package fileprivate(set) var lists: [Int] = []

        package var id: String { syntax.id.value }
    }

    package struct List: Sendable {
        package enum Kind: Sendable {
            case workflow
            case branch(BranchSyntax)
            case choice(CaseSyntax)
            case scope
            case handler(HandlerSyntax)
            /// Of a `repeat`.
            case round(RepeatSyntax)
            case locked
            /// Of a `foreach`.
            case item(ForeachSyntax)
        }

        package let index: Int
        package let id: BlockID
        package let kind: Kind
        /// The step that contains it; nil for the workflow's own list.
        package let owner: Int?
        package fileprivate(set) var steps: [Int] = []
    }

    /// Outer steps before those inside them, otherwise in the order of the text.
    package private(set) var entries: [Entry] = []
    /// The workflow's own list first.
    package private(set) var lists: [List] = []
    private var byID: [String: Int] = [:]

    package init(_ workflow: WorkflowSyntax) {
        var waiting = [(workflow.steps, addList(BlockID(""), .workflow, owner: nil))]
        while let (steps, list) = waiting.popLast() {
            for (position, step) in steps.enumerated() {
                let entry = add(step, to: list, at: position)
                waiting += open(step, entry)
            }
        }
    }

    /// The first step with this id.
    package subscript(id: String) -> Entry? { byID[id].map { entries[$0] } }

    /// The ids of all steps and handlers.
    package var ids: [Located<String>] {
        let handlers = lists.compactMap { list in
            if case .handler(let handler) = list.kind { handler.id } else { nil }
        }
        return (entries.map(\.syntax.id) + handlers).sorted {
            ($0.location.line, $0.location.column) < ($1.location.line, $1.location.column)
        }
    }

    /// The lists around a list, from itself to the workflow's own.
    package func enclosing(_ list: Int) -> [Int] {
        var found = [list]
        while let owner = lists[found[found.count - 1]].owner { found.append(entries[owner].list) }
        return found
    }

    /// Whether the step `inner` is `outer` or lies inside it.
    package func isInside(_ inner: Int, _ outer: Int) -> Bool {
        if inner == outer { return true }
        return enclosing(entries[inner].list).contains { lists[$0].owner == outer }
    }
}

extension StepTree {
    private mutating func addList(_ id: BlockID, _ kind: List.Kind, owner: Int?) -> Int {
        lists.append(List(index: lists.count, id: id, kind: kind, owner: owner))
        return lists.count - 1
    }

    private mutating func add(_ step: StepSyntax, to list: Int, at position: Int) -> Int {
        let index = entries.count
        entries.append(Entry(index: index, syntax: step, list: list, position: position))
        lists[list].steps.append(index)
        if byID[step.id.value] == nil { byID[step.id.value] = index }
        return index
    }

    /// The lists inside a step, each with the steps that are still to be added to it.
    private mutating func open(_ step: StepSyntax, _ entry: Int) -> [([StepSyntax], Int)] {
        let path = lists[entries[entry].list].id.rawValue
        let base = path.isEmpty ? step.id.value : "\(path)/\(step.id.value)"
        let inner: [(String, List.Kind, [StepSyntax])] =
            switch step.verb {
            case .parallel(let parallel):
                parallel.branches.map { ("\(base)/\($0.name.value)", .branch($0), $0.steps) }
            case .switch(let cases): choices(cases, base)
            case .scope(let scope):
                [(base, .scope, scope.steps)]
                    + scope.handlers.map { ("\(base)/\($0.id.value)", .handler($0), $0.steps) }
            case .repeat(let loop): [(base, .round(loop), loop.steps)]
            case .lock(let lock): [(base, .locked, lock.steps)]
            case .foreach(let loop): [("\(base)/\(loop.name.value)", .item(loop), loop.steps)]
            default: []
            }
        let added = inner.map { id, kind, steps in
            (steps, addList(BlockID(id), kind, owner: entry))
        }
        entries[entry].lists = added.map(\.1)
        return added.reversed()
    }

    private func choices(
        _ cases: [CaseSyntax], _ base: String
    ) -> [(String, List.Kind, [StepSyntax])] {
        cases.enumerated().compactMap { number, choice in
            guard case .run(let steps) = choice.action else { return nil }
            return ("\(base)/case-\(number + 1)", .choice(choice), steps)
        }
    }
}
