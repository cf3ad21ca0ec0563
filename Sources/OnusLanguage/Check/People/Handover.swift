import OnusCEL
import OnusModel
import OnusPlugin

/// A duty and a rung of its ladder that assigns it to others.
struct Handover {
    let post: Int
    let duty: DutySyntax
    let assign: PeopleSyntax
    /// Whom the same rung adds.
    let add: PeopleSyntax?

    /// On these it hangs who they are.
    func outlines(_ sources: PeopleSources) -> [Outline] {
        RungPeople.outlines(of: [assign, add].compactMap(\.self), duty, sources)
    }

    /// Nil where only a run knows.
    func heirs(_ situation: Situation, _ staffing: Staffing) -> Heirs? {
        let people = RungPeople(duty, staffing.organization, situation, staffing.sources)
        return people.heirs(assign, add)
    }
}

/// Who can have a duty once a ladder has handed it over.
///
/// INVARIANT: as the engine decides it (`Decide/HandOver.swift`).
struct Heirs {
    /// Whom the rung names, as far as they may have it.
    let named: [Person]
    /// Those to whom it goes when none of them may: the nearest above the accountable person.
    let above: [Person]

    var all: [Person] { People(named + above).members }
}

/// What the expressions of a ladder's rungs give for a duty in a situation.
struct RungPeople {
    private(set) var known: KnownPeople
    let responsible: [Person]?
    let accountable: [Person]?
    let supervisor: [Person]?
    /// Those who verify it and do not do it.
    let verifiers: [Person]
    private let situation: Situation
    private let sources: PeopleSources

    init(
        _ duty: DutySyntax, _ organization: Organization, _ situation: Situation,
        _ sources: PeopleSources
    ) {
        let known = KnownPeople(organization: organization, situation)
        func look(_ people: PeopleSyntax?) -> [Person]? {
            people.flatMap { known.people(sources.writtenOut($0).settled(situation.truths)) }
        }
        responsible = look(duty.responsible)
        accountable = look(duty.accountable)
        supervisor = look(duty.supervisor)
        let doers = responsible
        verifiers = (look(duty.verifiedBy) ?? []).filter { !(doers ?? []).contains($0) }
        self.known = known
        self.known.words["responsible"] = responsible
        self.known.words["accountable"] = accountable
        self.known.words["supervisor"] = supervisor
        (self.situation, self.sources) = (situation, sources)
    }

    /// On these it hangs who some people of a rung are.
    static func outlines(
        of people: [PeopleSyntax], _ duty: DutySyntax, _ sources: PeopleSources
    ) -> [Outline] {
        let parts = [duty.responsible, duty.accountable, duty.supervisor, duty.verifiedBy]
        return (people + parts.compactMap(\.self)).map { sources.writtenOut($0) }
    }

    func look(_ people: PeopleSyntax?) -> [Person]? {
        people.flatMap { known.people(sources.writtenOut($0).settled(situation.truths)) }
    }

    func heirs(_ assign: PeopleSyntax, _ add: PeopleSyntax?) -> Heirs? {
        guard let assigned = look(assign) else { return nil }
        guard let added = add.map({ look($0) }) ?? [] else { return nil }
        let named = People(assigned + added).members
        let owner = accountable?.first
        let chain = owner.map { known.organization.chain(above: $0) } ?? []
        return Heirs(
            named: named.filter { !verifiers.contains($0) },
            above: chain.filter { !verifiers.contains($0) && supervisor != [$0] })
    }
}
