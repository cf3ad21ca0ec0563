import OnusPlugin

/// What a ballot comes to.
enum Count: Equatable {
    /// Open; the text says what is missing.
    case pending(String)
    case settled(String, because: String)
}

// INVARIANT: what is settled stays settled however the open votes fall, as long as nobody joins,
// recuses themselves or decides anew. What is pending could still end in two ways, or waits for the
// quorum or for somebody with a veto.

extension Approval {
    /// Counts what was said, by the rule, the quorum and the vetoes.
    func count(_ ballot: Ballot) -> Count {
        if let end = countWithoutRule(ballot) { return end }
        if rule == .first { return countFirst(ballot) }
        return choices.isEmpty ? countApproval(ballot) : countOutcomes(ballot)
    }

    /// Nobody left, too few for the quorum, or a veto.
    private func countWithoutRule(_ ballot: Ballot) -> Count? {
        let deciders = ballot.deciders.count
        if let quorum, deciders < quorum {
            return end(
                fallback, "the quorum of \(quorum) cannot be reached with \(people(deciders))")
        }
        if deciders == 0 { return end(fallback, "nobody is left who could decide") }
        if choices.isEmpty,
            let vetoer = ballot.votes.first(where: {
                $0.outcome == Self.rejected && veto.contains($0.voice)
            })
        {
            return .settled(
                Self.rejected, because: secret ? "there was a veto" : "\(vetoer.doer) vetoed it")
        }
        return nil
    }

    private func countFirst(_ ballot: Ballot) -> Count {
        if let first = ballot.votes.first(where: { $0.outcome != Self.abstained }) {
            let who = secret ? "the first who decided" : first.doer
            return .settled(first.outcome, because: "\(who) decided, one is enough")
        }
        return ballot.open > 0
            ? .pending("nobody has decided yet")
            : end(fallback, "everybody abstained")
    }

    /// Approved when enough approve; otherwise, once they cannot any more, what the others said.
    private func countApproval(_ ballot: Ballot) -> Count {
        let approved = ballot.agreed(Self.approved)
        let refused = ballot.voters - ballot.open - approved
        let need = rule.need(of: ballot.voters)
        if approved >= need {
            return missing(in: ballot)
                ?? .settled(Self.approved, because: sum(approved, ballot, "approved", need))
        }
        if approved + ballot.open >= need { return .pending(missing(ballot, approved, need)) }
        if tie != nil, approved + ballot.open == refused, refused > 0 {
            return ballot.open > 0
                ? .pending(missing(ballot, approved, need))
                : end(tie, "\(approved) against \(refused), a tie")
        }
        let returns = ballot.count(Self.returned) > ballot.count(Self.rejected)
        return .settled(
            returns ? Self.returned : Self.rejected,
            because: sum(approved, ballot, "approved", need)
        )
    }

    /// The first outcome of the list that enough people chose, when none before it can be any more.
    private func countOutcomes(_ ballot: Ballot) -> Count {
        let need = rule.need(of: ballot.voters)
        for outcome in choices {
            let count = ballot.agreed(outcome)
            if count >= need {
                return missing(in: ballot)
                    ?? .settled(outcome, because: sum(count, ballot, "chose `\(outcome)`", need))
            }
            if count + ballot.open >= need { return .pending(missing(ballot, count, need)) }
        }
        let counts = choices.map { "\($0) \(ballot.agreed($0))" }.joined(separator: ", ")
        let because =
            ballot.voters == 0
            ? "everybody abstained" : "\(counts): \(rule.text(need: need))"
        return end(fallback, because)
    }

    /// An end that nobody chose; open where the parameters leave no such end.
    private func end(_ outcome: String?, _ because: String) -> Count {
        outcome.map { .settled($0, because: because) } ?? .pending(because)
    }

    /// What must still come in although enough people agree.
    private func missing(in ballot: Ballot) -> Count? {
        if let quorum, ballot.decided < quorum {
            return .pending(
                "\(ballot.decided) of \(ballot.deciders.count) decided, the quorum is \(quorum)")
        }
        let silent = veto.members.filter { person in
            ballot.deciders.contains(person) && !ballot.hasDecided(person)
        }
        guard choices.isEmpty, !silent.isEmpty else { return nil }
        let names = silent.map(\.id).joined(separator: ", ")
        return .pending(
            secret
                ? "\(ballot.decided) of \(ballot.deciders.count) decided"
                : "enough approved; \(names) may still veto")
    }

    private func missing(_ ballot: Ballot, _ count: Int, _ need: Int) -> String {
        let decided = "\(ballot.decided) of \(ballot.deciders.count) decided"
        return secret ? decided : "\(decided), \(rule.text(need: need))"
    }

    /// `4 of 7 approved, 2/3 need 5`, and how many abstained or were not heard any more.
    private func sum(_ count: Int, _ ballot: Ballot, _ verb: String, _ need: Int) -> String {
        if ballot.voters == 0 { return "everybody abstained" }
        let same = settle.map { " with the same `\($0.name)`" } ?? ""
        var text = "\(count) of \(ballot.voters) \(verb)\(same), \(rule.text(need: need))"
        if ballot.abstained > 0 { text += ", \(ballot.abstained) abstained" }
        if ballot.open > 0 { text += ", \(ballot.open) did not decide" }
        return text
    }

    private func people(_ count: Int) -> String { count == 1 ? "1 decider" : "\(count) deciders" }
}
