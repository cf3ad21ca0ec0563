/// The duties of the workflows that a workflow calls where `separate:` or `together:` reaches, and of
/// those that these call.
struct SeparatedCalls {
    private(set) var places: [CalledPlace] = []
    private(set) var posts: [Post] = []
    /// A text can let calls multiply: beyond this nobody follows them.
    private static let most = 200

    init(of place: CalledPlace) {
        var waiting = place.workflow.separatedCalls.map { entry in
            (entry, place, place.workflow.tree.guards(of: entry))
        }[...]
        while let (entry, caller, guards) = waiting.popFirst(), places.count < Self.most {
            guard let place = caller.called(by: entry) else { continue }
            places.append(place)
            for inner in place.workflow.tree.entries {
                posts += Post.of(inner, in: place, guards: guards)
                if case .call = inner.syntax.verb { waiting.append((inner, place, guards)) }
            }
        }
    }
}

extension WorkflowContext {
    /// The calls that `separate:` names, or that lie in blocks that it names.
    fileprivate var separatedCalls: [StepTree.Entry] {
        let parts = workflow.separate.flatMap(\.entries).flatMap(\.parts)
        let named = parts.compactMap { tree[$0.text]?.index }
        return tree.entries.filter { entry in
            guard case .call = entry.syntax.verb else { return false }
            return named.contains { tree.isInside(entry.index, $0) }
        }
    }
}
