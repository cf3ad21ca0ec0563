import OnusModel

/// What is worked out once of the posts for which the engine picks, and of those around them.
struct DrawOrder {
    /// Of each post those that are come to behind it, whatever way a run takes.
    private(set) var before: [Int: Set<Int>] = [:]
    /// Of each of those posts the ones before which somebody else may be picked for it.
    private(set) var pickedAgain: [Int: Set<Int>] = [:]

    init() {}

    init(_ staffing: Staffing) {
        for group in staffing.groups where group.contains(where: { staffing.posts[$0].draw != nil })
        {
            for one in group {
                before[one] = Set(
                    group.filter {
                        $0 != one && staffing.canPrecede(one, $0) && !staffing.canPrecede($0, one)
                    })
                guard staffing.posts[one].draw == .any else { continue }
                pickedAgain[one] = staffing.apart[one].filter {
                    staffing.isPickedAgain(one, before: $0)
                }
            }
        }
    }
}

// How often the engine may pick somebody for one post before another one is come to.
extension Staffing {
    /// Whether a run may come to a post again, and pick somebody else, with the other one not done
    /// meanwhile.
    fileprivate func isPickedAgain(_ one: Int, before other: Int) -> Bool {
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
