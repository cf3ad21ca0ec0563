import OnusModel

// How often the engine may pick somebody for one post before another one is come to.
extension Staffing {
    /// Whether a run may come to a post again, and pick somebody else, with the other one not done
    /// meanwhile.
    func isPickedAgain(_ one: Int, before other: Int) -> Bool {
        let (path, next) = (posts[one].path, posts[other].path)
        return path.indices.contains { depth in
            let prefix = Array(path[..<depth])
            guard let place = places[prefix], let flow = flows[prefix] else { return true }
            let isSibling = next.count > depth && next.starts(with: prefix)
            let step = path[depth]
            let avoided = isSibling && next[depth] != step ? next[depth] : nil
            return flow.comesBack(to: step, past: avoided)
                || place.workflow.tree.items(around: step).contains { loop in
                    !(isSibling && place.workflow.tree.isInside(next[depth], loop))
                }
        }
    }

    /// How often a post is picked for at most.
    func mostPicks(of post: Int) -> Int {
        guard let step = posts[post].path.last,
            let entry = places[Array(posts[post].path.dropLast())]?.workflow.tree.entries[step],
            entry.syntax.limitsPasses, let most = entry.syntax.maximumPasses
        else { return .max }
        return most.value
    }
}

extension StepTree {
    /// The `foreach` steps in whose items a step stands.
    fileprivate func items(around step: Int) -> [Int] {
        enclosing(entries[step].list).compactMap { list in
            if case .item = lists[list].kind { lists[list].owner } else { nil }
        }
    }
}
