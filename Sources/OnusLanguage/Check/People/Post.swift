import OnusCEL
import OnusModel
import OnusPlugin

/// A part that somebody has to take in a run: to start it, to do a duty, or to verify it.
struct Post {
    enum Part: String { case start, doer, verifier }

    let part: Part
    /// The step's id, or `start`.
    let name: String
    /// Nil for the start.
    let step: Int?
    /// Where it is said who does it.
    let location: SourceLocation?
    /// Who does it, roles written out.
    let outline: Outline
    /// Who is named instead when nobody is there.
    let duty: DutySyntax?
    /// On these it hangs whether a run comes here at all.
    let guards: [Outline]
    /// How many different people it takes at least.
    let seats: Int
    /// Whom lists keep from it altogether.
    var excluded: [Outline] = []
    /// Of a duty in a workflow that a step calls: which one there.
    var called: Called?

    struct Called {
        let workflow: String
        let step: Int
    }
}

extension Post {
    static func start(_ workflow: WorkflowContext) -> Post {
        Post(
            part: .start, name: "start", step: nil,
            location: workflow.workflow.startedBy?.location, outline: .path(["initiator"]),
            duty: nil, guards: [], seats: 1)
    }

    /// Of a duty who does it, and who verifies it.
    static func of(
        _ entry: StepTree.Entry, _ workflow: WorkflowContext, _ sources: PeopleSources
    ) -> [Post] {
        // A phase is done by nobody, though `duties:` around it may name people.
        if case .scope = entry.syntax.verb { return [] }
        guard let duty = workflow.duties[entry.index], let responsible = duty.responsible else {
            return []
        }
        let guards = workflow.tree.guards(of: entry)
        let outline = sources.writtenOut(responsible)
        let doer = Post(
            part: .doer, name: entry.id, step: entry.index, location: responsible.location,
            outline: outline, duty: duty, guards: guards,
            seats: workflow.tasks[entry.index]?.bound?.leastPeople ?? 1)
        guard let verifiers = duty.verifiedBy else { return [doer] }
        // Whoever has the duty may not verify it, whether they did something or not.
        let others = Outline.call("-", [sources.writtenOut(verifiers), outline])
        let verifier = Post(
            part: .verifier, name: entry.id, step: entry.index, location: verifiers.location,
            outline: others, duty: nil, guards: guards, seats: 1)
        return [doer, verifier]
    }

    /// Of a call who does the duties of the workflow that is called, as far as its text alone says.
    static func called(by entry: StepTree.Entry, _ workflow: WorkflowContext) -> [Post] {
        guard case .call(let call) = entry.syntax.verb, !call.isDetached,
            let other = workflow.surroundings.workflows[call.workflow.value]
        else { return [] }
        let tree = StepTree(other)
        let sources = PeopleSources(other)
        return tree.entries.compactMap { inner in
            guard case .task(let task) = inner.syntax.verb, let people = task.duty.responsible
            else {
                return nil
            }
            return Post(
                part: .doer, name: "\(entry.id)/\(inner.id)", step: entry.index,
                location: people.location,
                outline: sources.writtenOut(people).abroad(entry.id), duty: nil,
                guards: workflow.tree.guards(of: entry), seats: 1,
                called: Called(workflow: other.name.value, step: inner.index))
        }
    }

    /// How a message calls it.
    var words: String {
        let name = part == .verifier ? "verifying `\(self.name)`" : "`\(self.name)`"
        return seats > 1 ? "\(name) (\(seats) people)" : name
    }
}

extension StepTree {
    /// The conditions of a step and of the branches around it.
    fileprivate func guards(of entry: Entry) -> [Outline] {
        var conditions = [entry.syntax.condition]
        for list in enclosing(entry.list).map({ lists[$0] }) {
            if case .branch(let branch) = list.kind { conditions.append(branch.condition) }
            if let owner = list.owner { conditions.append(entries[owner].syntax.condition) }
        }
        return conditions.compactMap(\.self).compactMap {
            (try? Expression(parsing: $0.text))?.outline
        }
    }
}

extension Outline {
    /// As it is seen from a workflow that calls the one in which it stands: what hangs on the inputs
    /// there, only a run knows here.
    fileprivate func abroad(_ call: String) -> Outline {
        switch self {
        case .path(["initiator"]), .literal: self
        case .path(let path): .other("\(call): \(path.joined(separator: "."))")
        case .other(let text): .other("\(call): \(text)")
        case .call(let name, let parts): .call(name, parts.map { $0.abroad(call) })
        case .list(let parts): .list(parts.map { $0.abroad(call) })
        case .and(let parts): .and(parts.map { $0.abroad(call) })
        case .or(let parts): .or(parts.map { $0.abroad(call) })
        case .not(let term): .not(term.abroad(call))
        case .conditional(let condition, let first, let second):
            .conditional(
                condition.abroad(call), then: first.abroad(call), else: second.abroad(call))
        }
    }
}
