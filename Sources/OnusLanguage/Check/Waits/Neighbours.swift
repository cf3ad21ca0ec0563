import OnusCEL
import OnusModel

/// A list of steps that runs beside a waiting one, whatever that one does.
struct Neighbour {
    let list: Int
    /// The list of the same step in which the waiting one lies.
    let own: Int
}

extension StepTree {
    /// The lists that run beside a step, the nearest first: branches, a scope's own steps, handlers.
    func neighbours(of entry: Entry) -> [Neighbour] {
        enclosing(entry.list).flatMap { own -> [Neighbour] in
            guard let owner = lists[own].owner else { return [] }
            switch entries[owner].syntax.verb {
            case .parallel, .scope: break
            default: return []
            }
            return entries[owner].lists.filter { $0 != own }.map {
                Neighbour(list: $0, own: own)
            }
        }
    }

    /// Whether nothing stands before a step in the lists around it, up to one of them.
    func isFirst(_ entry: Entry, upTo list: Int) -> Bool {
        var entry = entry
        while true {
            guard entry.position == 0, entry.syntax.condition == nil else { return false }
            guard entry.list != list else { return true }
            guard let owner = lists[entry.list].owner else { return false }
            entry = entries[owner]
            switch entry.syntax.verb {
            case .parallel, .scope: continue
            default: return false
            }
        }
    }
}

extension WorkflowContext {
    /// Whether a branch has surely begun when a step in another branch of the same block is open.
    func surelyBegins(_ neighbour: Neighbour, seenFrom entry: StepTree.Entry) -> Bool {
        guard case .branch(let branch) = tree.lists[neighbour.list].kind,
            let condition = branch.condition.flatMap(FlowConditions.outline)
        else { return true }
        // Both are looked at in the same moment.
        var known = tree.guards(of: entry).filter(\.isSettledAtStart)
        if case .branch(let own) = tree.lists[neighbour.own].kind {
            known += [own.condition.flatMap(FlowConditions.outline)].compactMap(\.self)
        }
        let table = AnswerTable([condition] + known, paths: [], PathFacts(self))
        return table.rows?.allSatisfy { row in
            row.truths[condition] == true || known.contains { row.truths[$0] == false }
        } ?? false
    }
}
