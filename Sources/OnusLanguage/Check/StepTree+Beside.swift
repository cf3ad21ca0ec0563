import OnusModel

// Which steps go on beside each other.
extension StepTree {
    /// Whether two steps may be open at the same time. In one list a step begins when the one before
    /// it is over, and of several cases one is taken; branches, items, handlers and what `go_on`
    /// leaves behind are open beside each other.
    func mayBeOpenTogether(_ one: Int, _ other: Int) -> Bool {
        let around = enclosing(entries[one].list)
        let aroundOther = Set(enclosing(entries[other].list))
        guard let shared = around.first(where: aroundOther.contains) else { return true }
        // A list that is open several times at once.
        if enclosing(shared).contains(where: { lists[$0].kind.mayBeOpenAgain }) { return true }
        let (way, otherWay) = (self.way(from: one, to: shared), self.way(from: other, to: shared))
        if (way + otherWay).contains(where: { entries[$0].syntax.verb.leavesOthersOpen }) {
            return true
        }
        guard let step = way.last, let otherStep = otherWay.last else { return true }
        guard step == otherStep else { return false }
        guard way.count > 1, otherWay.count > 1 else { return true }
        if case .switch = entries[step].syntax.verb { return false }
        return true
    }

    /// The step and those around it, up to the one that stands in the list itself.
    private func way(from step: Int, to list: Int) -> [Int] {
        var way = [step]
        while let last = way.last, entries[last].list != list,
            let owner = lists[entries[last].list].owner
        {
            way.append(owner)
        }
        return way
    }
}

extension StepTree {
    /// The steps that compensate others.
    var compensating: Set<String> { Set(entries.compactMap(\.undo)) }
}

extension StepTree.Entry {
    /// The step that compensates this one; nil where it names itself, which is reported.
    var undo: String? { syntax.undo.flatMap { $0.value == id ? nil : $0.value } }
}

extension StepTree.List.Kind {
    fileprivate var mayBeOpenAgain: Bool {
        switch self {
        case .item, .handler: true
        case .workflow, .branch, .choice, .scope, .round, .locked: false
        }
    }
}

extension VerbSyntax {
    fileprivate var leavesOthersOpen: Bool {
        switch self {
        case .parallel(let parallel): parallel.rest == .goOn
        case .foreach(let loop): loop.rest == .goOn
        default: false
        }
    }
}
