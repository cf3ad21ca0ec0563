import OnusModel
import OnusPlugin

/// Who may do what in one run on one day.
package struct Authority: Sendable {
    package var organization: Organization
    package var today: CivilDate
    package var workflow: WorkflowID
    package var separation: Separation

    package init(
        organization: Organization, today: CivilDate, workflow: WorkflowID, separation: Separation
    ) {
        self.organization = organization
        self.today = today
        self.workflow = workflow
        self.separation = separation
    }

    /// A person's right to an act, and for whom they act.
    package struct Grant: Sendable, Hashable {
        /// Nil when they act in their own name.
        package var onBehalfOf: Person?
    }

    /// Lets the person act, or says why not.
    package func grant(
        _ kind: ActKind, to person: Person, onBehalfOf: Person?, of duty: Duty
    ) throws(Refusal) -> Grant {
        guard organization.member(person) != nil else {
            throw Refusal(
                .notAllowed, "`\(person)` is not a person of `\(organization.id)`")
        }
        if kind == .verify, duty.opened.people.verifiers.isEmpty {
            throw Refusal(.notPermitted, "this duty is not verified by anybody")
        }
        let grant = try voice(kind, of: person, asked: onBehalfOf, duty)
        guard kind.counts, duty.opened.incident == nil else { return grant }
        for candidate in [person, grant.onBehalfOf].compactMap({ $0 }) {
            try separate(candidate, at: duty.opened.step)
        }
        if kind.isWork,
            let other = separation.stranger([person, grant.onBehalfOf].compactMap { $0 })
        {
            throw Refusal(
                .separation,
                "`\(duty.opened.step)` is done by whoever did `\(other.step)`: \(names(other.people.sorted()))"
            )
        }
        if kind == .verify { try refuseDoers([person, grant.onBehalfOf], of: duty) }
        if kind.isWork, grant.onBehalfOf != nil { try refuseWatchers(person, of: duty) }
        return grant
    }

    /// Who stands in for a doer must leave somebody who verifies the work, and who supervises it.
    private func refuseWatchers(_ person: Person, of duty: Duty) throws(Refusal) {
        let doers = doers(of: duty).union([person])
        let people = duty.opened.people
        for (watchers, word) in [(people.verifiers, "verify"), (people.supervisor, "supervise")]
        where watchers.contains(person) && doers.isSuperset(of: watchers) {
            throw Refusal(
                .separation,
                "`\(person)` would have to \(word) what they did for another: somebody else must do it"
            )
        }
    }

    private func doers(of duty: Duty) -> Set<Person> {
        let acts = duty.acts.filter { $0.kind.isWork }.flatMap { [$0.person, $0.voice] }
        return Set(acts).union(duty.responsible)
    }

    private func voice(
        _ kind: ActKind, of person: Person, asked: Person?, _ duty: Duty
    ) throws(Refusal) -> Grant {
        try voice(of: person, asked: asked, among: holders(of: kind, duty), duty, kind.verb)
    }

    /// Lets one of those who do the duty ask for more time.
    package func grantAsking(
        to person: Person, onBehalfOf: Person?, of duty: Duty
    ) throws(Refusal) -> Grant {
        try voice(
            of: person, asked: onBehalfOf, among: duty.deciders, duty, "ask for more time for")
    }

    private func voice(
        of person: Person, asked: Person?, among holders: [Person], _ duty: Duty, _ verb: String
    ) throws(Refusal) -> Grant {
        if asked != nil, !duty.opened.people.mayLend {
            throw Refusal(
                .notAllowed, "nobody may act for another here: the duty is not `delegable`")
        }
        if let asked {
            guard holders.contains(asked), principals(of: person).contains(asked) else {
                throw Refusal(
                    .notAllowed, "`\(person)` has no delegation from `\(asked)` for this duty today"
                )
            }
            return Grant(onBehalfOf: asked)
        }
        if holders.contains(person) { return Grant(onBehalfOf: nil) }
        if duty.opened.people.mayLend,
            let principal = principal(of: person, among: holders, duty)
        {
            return Grant(onBehalfOf: principal)
        }
        throw Refusal(
            .notAllowed,
            "`\(person)` may not \(verb) this duty: it is up to \(names(holders))")
    }

    /// Of several for whom somebody stands in, one who has not decided yet.
    private func principal(of person: Person, among holders: [Person], _ duty: Duty) -> Person? {
        let fit = principals(of: person).filter(holders.contains)
        let heard = Set(duty.acts.filter { $0.kind == .decide }.map(\.voice))
        return fit.first { !heard.contains($0) } ?? fit.first
    }

    private func principals(of person: Person) -> [Person] {
        organization.principals(of: person, on: today, in: workflow)
    }

    /// Whose right it is.
    private func holders(of kind: ActKind, _ duty: Duty) -> [Person] {
        let people = duty.opened.people
        return switch kind {
        case .claim, .release, .decide, .progress, .recuse: duty.deciders
        case .verify: people.verifiers
        case .comment, .attach:
            duty.responsible + [people.accountable] + people.supervisor + people.consulted
                + people.informed + people.verifiers
        }
    }

    private func separate(_ person: Person, at step: StepID) throws(Refusal) {
        guard let entry = separation.conflict(of: person, at: step) else { return }
        throw Refusal(
            .separation,
            "`\(person)` has acted in `\(entry.name)` and may not act in `\(step)`: the workflow keeps them separate"
        )
    }

    private func refuseDoers(_ people: [Person?], of duty: Duty) throws(Refusal) {
        let doers = doers(of: duty)
        guard let doer = people.compactMap({ $0 }).first(where: doers.contains) else { return }
        throw Refusal(
            .separation, "`\(doer)` did the work and may not verify it: somebody else must")
    }

    private func names(_ people: [Person]) -> String {
        people.isEmpty
            ? "nobody any more" : People(people).members.map { "`\($0)`" }.joined(separator: ", ")
    }
}

extension DutyPeople {
    /// Whether delegates may act in it.
    package var mayLend: Bool { isDelegable != false }
}

extension ActKind {
    /// Whether the act is part of doing the duty.
    var isWork: Bool { self == .decide || self == .progress || self == .claim }

    var verb: String {
        switch self {
        case .claim: "claim"
        case .release: "release"
        case .decide: "decide"
        case .progress: "report progress on"
        case .comment: "comment on"
        case .attach: "attach evidence to"
        case .recuse: "recuse themselves from"
        case .verify: "verify"
        }
    }
}
