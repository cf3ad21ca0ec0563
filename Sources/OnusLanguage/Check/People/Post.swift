import OnusCEL
import OnusModel
import OnusPlugin

/// A part that somebody has to take in a run: to start it, to do a duty, to verify it, or to answer
/// what only they may.
struct Post {
    enum Part: String { case start, doer, verifier, right }

    let part: Part
    /// The step's id, or `start`; of a duty in a workflow that a step calls, all ids on the way.
    let name: String
    /// The steps on the way to the duty: one of the workflow, then one of each workflow that is
    /// called. Empty for the start.
    let path: [Int]
    /// Where it is said who does it.
    let location: SourceLocation?
    /// Who does it, roles written out.
    let outline: Outline
    /// Of a duty of the workflow itself.
    let duty: DutySyntax?
    /// What decides whether somebody may have the duty, and who else.
    let backing: Backing?
    /// On these it hangs whether a run comes here at all.
    let guards: [Outline]
    /// How many different people it takes at least.
    let seats: Int
    /// How many it takes of those who are asked.
    let demand: Demand
    /// The `foreach` whose items are people, each of whom has a duty of their own here.
    var foreach: Int?
    /// Whom lists keep from it altogether.
    var excluded: [Outline] = []

    /// The step of the workflow itself; nil for the start.
    var step: Int? { path.first }

    /// How the engine picks one of those who are fit; nil where people choose, and where each item of
    /// a `foreach` names its own person.
    var draw: DrawGame.Draw? { foreach == nil ? backing?.draw : nil }

    /// Whether it is a duty of a workflow that a step calls.
    var isCalled: Bool { path.count > 1 }
}

extension Post {
    static func start(_ workflow: WorkflowContext) -> Post {
        Post(
            part: .start, name: "start", path: [],
            location: workflow.workflow.startedBy?.location, outline: .path(["initiator"]),
            duty: nil, backing: nil, guards: [], seats: 1, demand: .single)
    }

    /// Of a duty who does it, and who verifies it.
    ///
    /// - Parameter guards: on what it hangs whether a run comes to the call; nil for a step of the
    ///   workflow itself.
    static func of(
        _ entry: StepTree.Entry, in place: CalledPlace, guards called: [Outline]? = nil
    ) -> [Post] {
        // A phase is done by nobody, though `duties:` around it may name people.
        if case .scope = entry.syntax.verb { return [] }
        let workflow = place.workflow
        if case .receive = entry.syntax.verb {
            let guards = called ?? workflow.guards(of: entry)
            return [right(entry, in: place, guards: guards)].compactMap(\.self)
        }
        guard let duty = workflow.duties[entry.index], let responsible = duty.responsible else {
            return []
        }
        let guards = called ?? workflow.guards(of: entry)
        let item = workflow.tree.item(named: responsible, around: entry)
        let outline = place.writtenOut(item?.people ?? responsible)
        let name = place.name(of: entry)
        let path = place.path + [entry.index]
        let backing = Backing(duty, in: place)
        let bound = workflow.tasks[entry.index]?.bound
        let doer = Post(
            part: .doer, name: name, path: path, location: responsible.location, outline: outline,
            duty: place.isCalled ? nil : duty, backing: backing, guards: guards,
            seats: bound?.leastPeople ?? 1,
            demand: Demand(
                bound, isForOne: backing.isForOne || item != nil,
                isForEach: item?.isForAll ?? false),
            foreach: item?.foreach)
        guard let verifiers = duty.verifiedBy else { return [doer] }
        // Whoever has the duty may not verify it, whether they did something or not.
        let others = Outline.call("-", [place.writtenOut(verifiers), outline])
        let verifier = Post(
            part: .verifier, name: name, path: path, location: verifiers.location, outline: others,
            duty: nil, backing: nil, guards: guards, seats: 1, demand: .single)
        return [doer, verifier]
    }

    /// How a message calls it, with the number of people that it takes.
    func words(_ seats: Int) -> String {
        let name = part == .verifier ? "verifying `\(self.name)`" : "`\(self.name)`"
        return seats > 1 ? "\(name) (\(seats) people)" : name
    }
}

/// What decides whether somebody may have a duty, and who has it when all who are named are away.
struct Backing {
    let whenNobody: WhenNobody
    /// How one of those who are named is picked, who has it alone.
    let draw: DrawGame.Draw?
    let accountable: Outline?
    let supervisor: Outline?

    init(_ duty: DutySyntax, in place: CalledPlace) {
        whenNobody = duty.whenNobody?.value ?? .manager
        switch duty.allocation?.value {
        case .first: draw = .first
        case .roundRobin, .fewestOpen: draw = .any
        case nil, .all, .sameAs, .not: draw = nil
        }
        accountable = duty.accountable.map { place.writtenOut($0) }
        supervisor = duty.supervisor.map { place.writtenOut($0) }
    }

    var isForOne: Bool { draw != nil }

    var outlines: [Outline] { [accountable, supervisor].compactMap(\.self) }
}

extension StepTree {
    /// The people of a `foreach` who are named as its items here.
    fileprivate func item(
        named people: PeopleSyntax, around entry: Entry
    ) -> (people: PeopleSyntax, isForAll: Bool, foreach: Int)? {
        guard people.expressions.count == 1, let name = people.expressions.first?.text else {
            return nil
        }
        for list in enclosing(entry.list).map({ lists[$0] }) {
            guard case .item(let loop) = list.kind, loop.name.value == name,
                let owner = list.owner
            else { continue }
            let isForAll = if case .all = loop.join { true } else { false }
            return (PeopleSyntax([loop.items], at: people.location), isForAll, owner)
        }
        return nil
    }
}
