import OnusPlugin

/// Who said what so far.
struct Ballot {
    /// In the order in which they came; one for each decider who decided.
    let votes: [Vote]
    /// Everybody who may vote.
    let deciders: [Person]

    struct Vote {
        let voice: Person
        /// Who said it, and for whom.
        let doer: String
        let outcome: String
        /// What they gave for the field that is voted on with the outcome.
        let value: Value?
    }

    /// - Parameter field: the one of the form on which votes must agree too.
    init(_ duty: DutyView, choices: [Outcome], settling field: String? = nil) {
        let known = Set(choices.map(\.name))
        votes = duty.decisions.compactMap { act in
            guard let outcome = act.outcome, known.contains(outcome) else { return nil }
            return Vote(
                voice: act.voice, doer: act.doer, outcome: outcome,
                value: field.flatMap { act.fields[$0] })
        }
        deciders = People(duty.deciders).members
    }

    /// How many decided, those who abstain included.
    var decided: Int { votes.count }
    /// How many have not decided yet.
    var open: Int { deciders.count - votes.count }
    var abstained: Int { count(Approval.abstained) }
    /// How many vote: the deciders less those who abstain.
    var voters: Int { deciders.count - abstained }

    func count(_ outcome: String) -> Int { votes.count { $0.outcome == outcome } }

    /// How many agree on the outcome: the most who gave the same value with it.
    func agreed(_ outcome: String) -> Int {
        let same = Dictionary(grouping: votes.filter { $0.outcome == outcome }, by: \.value)
        return same.values.map(\.count).max() ?? 0
    }

    func hasDecided(_ person: Person) -> Bool { votes.contains { $0.voice == person } }
}
