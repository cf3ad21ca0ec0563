import OnusAuthority
import OnusCatalog
import OnusModel
import OnusPlugin

// What people do with duties.
extension Decider {
    mutating func act(_ command: ActOnDuty) throws(Refusal) {
        try checkGiven(
            command.fields,
            [command.comment, command.outcome] + command.evidence.map { Optional($0.name) })
        if state.duties[command.duty] == nil, let right = state.rights[command.duty] {
            if let duty = right.duty { return try answer(right, of: duty, command) }
            return try give(right, command)
        }
        let duty = try openDuty(command.duty)
        if duty.opened.isPhase == true, command.kind != .comment, command.kind != .attach {
            throw Refusal(
                .notPermitted,
                "`\(duty.opened.step)` is a phase: its steps fulfil it, and nobody decides it")
        }
        let grant = try authority(for: command.kind, on: duty).grant(
            command.kind, to: command.person, onBehalfOf: command.onBehalfOf, of: duty)
        let act = Act(
            command.kind, by: command.person, onBehalfOf: grant.onBehalfOf, at: facts.now,
            outcome: command.outcome, comment: command.comment, evidence: command.evidence,
            fields: command.kind == .decide
                ? engine.form(of: duty.opened.step).filled(command.fields) : command.fields)
        try check(act, digest: command.digest, on: duty)
        emit(
            .dutyActed(
                DutyActed(duty: command.duty, act: act, isSecret: duty.opened.isSecret)),
            by: .person(act.person, onBehalfOf: act.onBehalfOf))
        if act.kind == .recuse {
            refill(command.duty)
            checkDeciders(of: command.duty)
        }
        if act.kind == .verify, act.outcome == "returned" { beginLadderAnew(command.duty) }
        settle(command.duty)
        if act.kind.isActing, duty.opened.incident == nil { makeRoom(for: duty.opened.step) }
    }

    /// Takes a duty back whose parameters those who are left can no longer meet.
    mutating func checkDeciders(of id: DutyID) {
        guard let duty = state.duties[id], duty.opened.incident == nil,
            let entry = openEntry(at: duty.opened.place)
        else { return }
        do throws(Fault) { try checkEnough(duty) } catch { raise(error, at: entry) }
    }

    /// Throws where those who are left cannot meet the duty's own rule.
    private func checkEnough(_ duty: Duty) throws(Fault) {
        let gone = duty.opened.people.responsible.filter { !duty.deciders.contains($0) }
        let excluded = duty.opened.excluded?.map(\.person) ?? []
        let task = try task(duty.opened.task, duty.opened.parameters)
        try check(task, for: duty.deciders, without: gone + excluded)
    }

    /// Puts others on a duty that nobody has any more, or too few for its own rule; an incident when
    /// there are none.
    mutating func refill(_ id: DutyID) {
        guard let duty = state.duties[id], duty.deciders.isEmpty || isTooSmall(duty) else { return }
        do throws(Fault) {
            let cast = try substitutes(on: duty)
            guard !cast.people.responsible.isEmpty else { return }
            emit(
                .dutyAssigned(
                    DutyAssigned(
                        duty: id, people: cast.people.responsible,
                        reason: duty.deciders.isEmpty
                            ? "nobody else is left" : "too few are left to decide")))
            noteTurn(of: cast.turn, at: duty.opened.step)
            beginLadderAnew(id)
        } catch {
            // Those who are left are held against the rule after this.
            guard duty.deciders.isEmpty, let entry = openEntry(at: duty.opened.place) else {
                return
            }
            raise(error, at: entry)
        }
    }

    private func isTooSmall(_ duty: Duty) -> Bool {
        guard duty.opened.incident == nil else { return false }
        do throws(Fault) { try checkEnough(duty) } catch { return true }
        return false
    }

    func openDuty(_ id: DutyID) throws(Refusal) -> Duty {
        if let duty = state.duties[id] { return duty }
        if let settled = state.settled[id] {
            throw Refusal(
                .dutyIsClosed,
                settled.outcome.map {
                    "the duty was closed with `\($0)` at \(facts.said(settled.at))"
                }
                    ?? "the duty was withdrawn at \(facts.said(settled.at))")
        }
        throw Refusal(.unknownDuty, "the run `\(state.run)` has no duty `\(id)`")
    }

    private func authority(for kind: ActKind, on duty: Duty) throws(Refusal) -> Authority {
        var separation = Separation(lists: [])
        if kind.counts {
            separation = try knownSeparation(
                at: duty.opened.step, in: duty.opened.place.parent)
        }
        return Authority(
            organization: facts.organization, today: facts.today, workflow: state.workflow,
            separation: separation)
    }

    private func check(_ act: Act, digest: String?, on duty: Duty) throws(Refusal) {
        try checkHolder(act, duty)
        try checkTurn(act.kind, on: duty)
        try checkEffect(act, duty)
        switch act.kind {
        case .decide:
            try checkFresh(digest, duty)
            try checkOutcome(act, duty)
            try checkForm(act, duty)
        case .verify:
            try checkFresh(digest, duty)
            try checkVerification(act, duty)
        case .recuse: try checkRecusal(act, duty)
        case .claim, .release, .progress, .comment, .attach: break
        }
        try checkTask(act, duty)
    }

    /// What changes nothing is no act: it would stand in the record for something.
    private func checkEffect(_ act: Act, _ duty: Duty) throws(Refusal) {
        switch act.kind {
        case .release where duty.assignee == nil:
            throw Refusal(
                .alreadyDone, "nobody has claimed the duty, so there is nothing to release")
        case .claim where duty.assignee == act.person:
            throw Refusal(.alreadyDone, "`\(act.person)` has claimed the duty already")
        case .comment where act.words == nil:
            throw Refusal(.missing, "a comment needs words")
        case .progress where act.words == nil && act.fields.isEmpty:
            throw Refusal(.missing, "a report needs words, or how much is done")
        case .attach where act.evidence.isEmpty:
            throw Refusal(.missing, "there is no file to attach")
        default: break
        }
    }

    /// A claim keeps others from doing the work, and from nothing else.
    private func checkHolder(_ act: Act, _ duty: Duty) throws(Refusal) {
        guard let holder = duty.assignee, holder != act.person, mayStillAct(holder, duty) else {
            return
        }
        switch act.kind {
        case .claim, .release, .decide, .progress:
            throw Refusal(
                .notAllowed, "`\(holder)` has claimed the duty; it is theirs until they release it")
        case .comment, .attach, .recuse, .verify: break
        }
    }

    /// WHY: who stood in for somebody when they claimed it, or was of the house then, may be neither
    /// now, and nobody would be left to release it.
    private func mayStillAct(_ holder: Person, _ duty: Duty) -> Bool {
        let authority = try? authority(for: .decide, on: duty)
        return (try? authority?.grant(.decide, to: holder, onBehalfOf: nil, of: duty)) != nil
    }

    private func checkRecusal(_ act: Act, _ duty: Duty) throws(Refusal) {
        guard duty.opened.incident != nil, duty.deciders.allSatisfy({ $0 == act.voice }),
            incidentSubstitute(on: duty) == nil
        else { return }
        throw Refusal(
            .notAllowed, "nobody else may settle this incident, so `\(act.voice)` has to")
    }

    private func checkFresh(_ digest: String?, _ duty: Duty) throws(Refusal) {
        guard let digest, digest != duty.digest else { return }
        throw Refusal(
            .stale,
            "the duty's content has changed since it was shown: look at it again, then decide with digest `\(duty.digest)`"
        )
    }

    private func checkOutcome(_ act: Act, _ duty: Duty) throws(Refusal) {
        let offered = duty.opened.offered
        guard duty.proposal == nil else {
            throw Refusal(.alreadyDone, "the duty waits for its verification")
        }
        guard let outcome = act.outcome, offered.contains(outcome) else {
            let list = offered.map { "`\($0)`" }.joined(separator: ", ")
            throw Refusal(
                .notOffered,
                act.outcome.map { "`\($0)` is not offered here: choose one of \(list)" }
                    ?? "a decision needs an outcome: choose one of \(list)")
        }
        let earlier = duty.acts.last { $0.kind == .decide && $0.voice == act.voice }
        if earlier?.outcome == outcome, earlier?.person == act.person {
            throw Refusal(.alreadyDone, "`\(act.voice)` has decided `\(outcome)` already")
        }
    }

    private func checkVerification(_ act: Act, _ duty: Duty) throws(Refusal) {
        guard duty.proposal != nil else {
            throw Refusal(.notPermitted, "there is nothing to verify yet: the doers are not done")
        }
        guard act.outcome == "verified" || act.outcome == "returned" else {
            throw Refusal(.notOffered, "a verification is `verified` or `returned`")
        }
    }

    private func checkForm(_ act: Act, _ duty: Duty) throws(Refusal) {
        guard case .duty(let plan) = engine.map.step(duty.opened.step)?.verb else { return }
        let problem =
            plan.form.problem(with: act.fields, of: "the form")
            ?? plan.form.problem(with: act.fields, whoAreNotIn: facts.organization)
        if let problem { throw Refusal(.badInput, problem) }
        let files = duty.acts.filter { $0.voice == act.voice }.flatMap(\.evidence) + act.evidence
        if files.count < plan.evidence {
            throw Refusal(
                .missing,
                "the duty needs \(plan.evidence) file(s) as evidence and has \(files.count): attach them with --evidence"
            )
        }
    }

    private func checkTask(_ act: Act, _ duty: Duty) throws(Refusal) {
        guard let task = try knownTask(of: duty) else { return }
        // WHY: whoever may claim a duty may give it back.
        let needed = act.kind == .release ? ActKind.claim : act.kind
        if act.kind != .decide, act.kind != .verify, !task.permits.contains(needed) {
            throw Refusal(
                .notPermitted, "`\(duty.opened.task)` does not let people \(act.kind.rawValue)")
        }
        if act.kind == .claim, !settlesAlone(act, duty, task) {
            throw Refusal(
                .notPermitted,
                "one decision does not settle `\(duty.opened.step)`, so nobody can claim it: decide, and the others do too"
            )
        }
        if let reason = task.refusal(of: act, in: duty.view) {
            throw Refusal(.missing, reason)
        }
    }

    /// Nil for an incident. What nobody here can count is not accepted.
    private func knownTask(of duty: Duty) throws(Refusal) -> BoundDuty? {
        do throws(TaskFault) { return try engine.tasks.task(of: duty) } catch {
            throw Refusal(.notPermitted, "nothing can be done with this duty here: \(error)")
        }
    }

    /// Whether whatever the claimer may decide ends the duty.
    private func settlesAlone(_ claim: Act, _ duty: Duty, _ task: BoundDuty) -> Bool {
        let choices = task.outcomes.filter {
            $0.settles && duty.opened.offered.contains($0.name)
        }
        return choices.allSatisfy { choice in
            let decision = Act(
                .decide, by: claim.person, onBehalfOf: claim.onBehalfOf, at: claim.at,
                outcome: choice.name)
            let view = DutyView(deciders: duty.deciders, acts: duty.acts + [decision])
            if case .outcome? = try? task.evaluate(view) { return true }
            return false
        }
    }
}

extension Duty {
    /// What the task kind is told.
    var view: DutyView { DutyView(deciders: deciders, acts: acts) }
}
