import OnusAuthority
import OnusModel
import OnusPlugin

// Who has to leave what is open, because of what somebody did beside it.
extension Decider {
    /// Takes those off open duties who may act there no more since somebody acted in a step that is
    /// kept apart from them, or belongs together with them.
    ///
    /// WHY: a duty that waits for somebody who may not act would wait for ever.
    mutating func makeRoom(for step: StepID) {
        let others = engine.plan.stepsNamed(beside: step)
        guard !others.isEmpty else { return }
        makeRoom(because: "somebody acted in `\(step)`") { others.contains($0.opened.step) }
    }

    /// Takes those off these open duties who may act there no more.
    mutating func makeRoom(because reason: String, in isMeant: (Duty) -> Bool) {
        for id in state.duties.keys.sorted() {
            guard let duty = state.duties[id], isMeant(duty), duty.opened.incident == nil,
                duty.opened.isPhase != true
            else { continue }
            let barred = barred(from: duty)
            if barred.isEmpty { continue }
            take(barred, off: id, duty, because: reason)
        }
    }

    /// Takes those off open duties who are of the organisation no longer. Others come in, and what
    /// waited for them alone is counted anew. False when nothing changes.
    mutating func dismissWhoLeft() -> Bool {
        let count = events.count
        for id in state.duties.keys.sorted() {
            renewParts(of: id)
            guard let duty = state.duties[id], duty.opened.isPhase != true else { continue }
            let people = People(duty.opened.people.verifiers + duty.deciders).members
            let gone = people.filter(isGone)
            if !gone.isEmpty {
                take(gone, off: id, duty, because: "of `\(facts.organization.id)` no longer")
            } else if duty.deciders.isEmpty {
                refill(id)
            }
        }
        return events.count > count
    }

    private mutating func take(
        _ people: [Person], off id: DutyID, _ duty: Duty, because reason: String
    ) {
        let wasVerified = !duty.opened.people.verifiers.isEmpty
        emit(
            .dutyAssigned(DutyAssigned(duty: id, people: [], left: people, reason: reason)))
        refill(id)
        checkDeciders(of: id)
        guard let duty = state.duties[id] else { return }
        if wasVerified, duty.opened.people.verifiers.isEmpty {
            let fault = Fault("verifier", "nobody is left who may verify `\(duty.opened.step)`")
            if let entry = openEntry(at: duty.opened.place) { raise(fault, at: entry) }
        } else {
            settle(id)
        }
    }

    /// Those on a duty who may not act in it any more.
    private func barred(from duty: Duty) -> [Person] {
        // A list that cannot be told keeps everybody from acting, and says so when they try.
        guard
            let separation = try? separation(
                at: duty.opened.step, in: duty.opened.place.parent)
        else { return [] }
        let heard = Set(duty.acts.filter(\.kind.isDoing).flatMap { [$0.person, $0.voice] })
        let people = duty.opened.people.verifiers + duty.deciders
        return People(people).members.filter { person in
            if separation.conflict(of: person, at: duty.opened.step) != nil { return true }
            return duty.deciders.contains(person) && !heard.contains(person)
                && separation.stranger([person]) != nil
        }
    }
}

extension Plan {
    /// The steps that `separate:` or `together:` names beside this one.
    fileprivate func stepsNamed(beside step: StepID) -> Set<StepID> {
        let lists =
            separate.map { $0.reduce(into: Set<StepID>()) { $0.formUnion($1.steps) } }
            + (together ?? []).map { Set($0.steps) }
        let named = lists.filter { $0.contains(step) }.reduce(into: Set()) { $0.formUnion($1) }
        return named.subtracting([step])
    }
}
