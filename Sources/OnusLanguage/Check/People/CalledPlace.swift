import OnusCEL
import OnusModel

/// A workflow as the runs of another one see it: that one itself, or one that its steps call, or one
/// that those call.
struct CalledPlace {
    let workflow: WorkflowContext
    /// The steps that call, from one to the next; empty for the workflow itself.
    let path: [Int]
    /// The ids of these steps.
    private let ids: [String]
    /// The workflows on the way, this one included: none is followed into itself.
    private let names: Set<String>
    private let sources: PeopleSources

    init(_ workflow: WorkflowContext) {
        self.workflow = workflow
        sources = workflow.sources
        path = []
        ids = []
        names = [workflow.workflow.name.value]
    }

    private init(_ workflow: WorkflowContext, by entry: StepTree.Entry, in place: CalledPlace) {
        self.workflow = workflow
        sources = workflow.sources
        path = place.path + [entry.index]
        ids = place.ids + [entry.id]
        names = place.names.union([workflow.workflow.name.value])
    }

    var isCalled: Bool { !path.isEmpty }

    func name(of entry: StepTree.Entry) -> String { (ids + [entry.id]).joined(separator: "/") }

    /// The people of a field as they are seen from the workflow that calls: what hangs on the inputs
    /// of another one, only a run knows here.
    func writtenOut(_ people: PeopleSyntax) -> Outline {
        let outline = sources.writtenOut(people)
        return isCalled ? outline.abroad(ids.joined(separator: "/")) : outline
    }

    /// The workflow that a step calls and waits for; nil where it is not known, or is on the way
    /// here already.
    func called(by entry: StepTree.Entry) -> CalledPlace? {
        guard case .call(let call) = entry.syntax.verb, !call.isDetached,
            !names.contains(call.workflow.value), path.count < CallPlan.deepest,
            let other = workflow.surroundings.workflows[call.workflow.value]
        else { return nil }
        let context = WorkflowCheck.context(of: other, StepTree(other), workflow.surroundings)
        return CalledPlace(context, by: entry, in: self)
    }
}

extension Outline {
    /// As it is seen from a workflow that calls the one in which it stands.
    fileprivate func abroad(_ call: String) -> Outline {
        switch self {
        case .path(["initiator"]), .literal: self
        case .path(let path): .other("\(call): \(path.joined(separator: "."))")
        case .has(let path): .has([call] + path)
        case .optional(let path): .optional([call] + path)
        case .other(let text): .other("\(call): \(text)")
        case .call(let name, let parts): .call(name, parts.map { $0.abroad(call) })
        case .list(let parts): .list(parts.map { $0.abroad(call) })
        case .and(let parts): .and(parts.map { $0.abroad(call) })
        case .or(let parts): .or(parts.map { $0.abroad(call) })
        case .not(let term): .not(term.abroad(call))
        case .computed(let text, let reads):
            .computed(text, reads: reads.mapValues { $0.abroad(call) })
        case .conditional(let condition, let first, let second):
            .conditional(
                condition.abroad(call), then: first.abroad(call), else: second.abroad(call))
        }
    }
}
