import OnusAuthority
import OnusModel
import OnusPlugin

// To whom a rung hands a duty, and what becomes of one that nobody is left for.
extension Decider {
    /// Those of some people who may join those who have a duty now.
    ///
    /// Ladders obey the separation of duties like everybody else. Whom they pass over, and why, is
    /// noted.
    func mayJoin(
        _ people: [Person], _ duty: Duty, _ word: String, _ problems: inout [String]
    ) -> [Person] {
        let all = Set(people + duty.responsible)
        var reasons: [String] = []
        let fit = people.filter { person in
            guard let reason = obstacle(to: person, on: duty, with: all) else { return true }
            reasons.append("`\(person)`, \(reason)")
            return false
        }
        if fit.isEmpty, !reasons.isEmpty {
            problems.append("\(word) " + reasons.joined(separator: ", or "))
        }
        return fit
    }

    /// Those to whom a rung assigns a duty: whom it names or, when none of them may have it, the
    /// nearest above the accountable person who may.
    func heirs(
        named: [Person], _ duty: Duty, isLast: Bool, _ problems: inout [String]
    ) -> [Person] {
        let have = duty.proposal == nil ? duty.deciders : duty.opened.people.verifiers
        // A rung that fires again leaves the duty with those to whom it has given it.
        if duty.repetition > 0, named.allSatisfy(have.contains) { return [] }
        let before = problems
        let fit = mayJoin(named, duty, "assign", &problems)
        if fit.contains(where: { !have.contains($0) }) { return fit }
        if !fit.isEmpty {
            // Fewer of those who have it is something, until there is nobody after them.
            guard isLast else { return fit }
            let names = fit.map { "`\($0)`" }.joined(separator: ", ")
            problems.append("assign \(names), who \(fit.count == 1 ? "has" : "have") it already")
        }
        let chain = facts.organization.chain(above: duty.opened.people.accountable)
        func first(_ people: [Person], isSupervised: Bool) -> Person? {
            people.first { person in
                !have.contains(person)
                    && obstacle(to: person, on: duty, with: isSupervised ? [person] : []) == nil
            }
        }
        if let above = first(chain, isSupervised: true) { return [above] }
        // WHY: that its only supervisor does it is better than that nobody does.
        guard let last = first(named + chain, isSupervised: false) else { return [] }
        if named.contains(last) { problems = before }
        return [last]
    }

    /// Why somebody may not have a duty.
    ///
    /// - Parameter all: who might have it together, of whom one must not be the only supervisor.
    private func obstacle(
        to person: Person, on duty: Duty, with all: Set<Person>
    ) -> String? {
        let step = duty.opened.step
        var barred: [Person] = []
        do throws(Fault) {
            let separation = try separation(at: step, in: duty.opened.place.parent)
            if let entry = separation.conflict(of: person, at: step) {
                return "who acted in `\(entry.name)`"
            }
            if let other = separation.stranger([person]) {
                return "who did not do `\(other.step)`"
            }
            barred = delegates { separation.conflict(of: $0, at: step) != nil }
        } catch {
            return "of whom `separate:` cannot be told: \(error.message)"
        }
        // Nobody verifies what they did.
        if let proposal = duty.proposal {
            let doers = proposal.by + duty.responsible
            if doers.contains(person) { return "who did the work" }
            return isAway(person, barred: doers + barred) ? "who is away, without a delegate" : nil
        }
        if duty.opened.people.verifiers.contains(person) { return "who verifies it" }
        let supervisors = duty.opened.people.supervisor
        if supervisors.contains(person), all.isSuperset(of: supervisors), !all.isEmpty {
            return "who supervises it, as nobody else would"
        }
        if duty.responsible.contains(person), !duty.deciders.contains(person) {
            return "who has stepped out of it"
        }
        return isAway(
            person, mayLend: duty.opened.people.mayLend, barred: watchers(of: duty) + barred)
            ? "who is away, without a delegate" : nil
    }

    /// Those who stand in for no doer, since nobody else would supervise or verify what they did.
    private func watchers(of duty: Duty) -> [Person] {
        let people = duty.opened.people
        return [people.supervisor, people.verifiers].filter { $0.count == 1 }.flatMap(\.self)
    }

    /// An incident where the last rung was to bring a duty to somebody and there is nobody: it must
    /// not lie there in silence.
    mutating func checkIsBrought(_ id: DutyID, by event: RungFired, _ rung: Rung, _ ladder: Ladder)
    {
        guard isOver(id, ladder), !rung.brings(event) else { return }
        let why = event.problems ?? ["it names nobody"]
        lose(id, ladder, "reaches nobody: " + why.joined(separator: "; "))
    }

    private func isOver(_ id: DutyID, _ ladder: Ladder) -> Bool {
        // The steps inside a phase have ladders of their own.
        guard let duty = state.duties[id], duty.opened.isPhase != true else { return false }
        return duty.nextRung >= ladder.rungs.count
    }

    private mutating func lose(_ id: DutyID, _ ladder: Ladder, _ why: String) {
        guard let duty = state.duties[id], let entry = openEntry(at: duty.opened.place) else {
            return
        }
        raise(
            Fault("nobody", "the last rung of the ladder `\(ladder.name)` \(why)"), at: entry)
    }
}

extension Rung {
    /// Whether what it did puts a duty into other hands or ends it.
    ///
    /// Those above the duty are told of every problem, which brings nothing on.
    fileprivate func brings(_ event: RungFired) -> Bool {
        if event.decided != nil { return true }
        if !assign.isEmpty { return !event.assigned.isEmpty || event.problems == nil }
        if event.started != nil || event.problems == nil { return true }
        return !(event.added + event.reminded).isEmpty
    }
}
