import OnusAuthority
import OnusCatalog
import OnusModel
import OnusPlugin

// What people do with duties.
extension Decider {
    mutating func act(_ command: ActOnDuty) throws(Refusal) {
        let duty = try openDuty(command.duty)
        let grant = try authority.grant(
            command.kind, to: command.person, onBehalfOf: command.onBehalfOf, of: duty)
        let act = Act(
            command.kind, by: command.person, onBehalfOf: grant.onBehalfOf, at: facts.now,
            outcome: command.outcome, comment: command.comment, evidence: command.evidence,
            fields: command.fields)
        try check(act, digest: command.digest, on: duty)
        let substitute = try substitute(for: act, on: duty)
        emit(
            .dutyActed(DutyActed(duty: command.duty, act: act)),
            by: .person(act.person, onBehalfOf: act.onBehalfOf))
        if let substitute {
            emit(
                .dutyAssigned(
                    DutyAssigned(
                        duty: command.duty, people: [substitute],
                        reason: "everybody else has recused themselves")))
        }
        settle(command.duty)
    }

    /// Who decides when the last decider recuses themselves: the nearest above who may.
    private func substitute(for act: Act, on duty: Duty) throws(Refusal) -> Person? {
        guard act.kind == .recuse, duty.deciders.allSatisfy({ $0 == act.person }) else {
            return nil
        }
        let accountable = duty.opened.people.accountable
        let separation = separation
        let substitute = ([accountable] + facts.organization.chain(above: accountable)).first {
            $0 != act.person && separation.conflict(of: $0, at: duty.opened.step) == nil
                && !duty.responsible.contains($0)
        }
        guard let substitute else {
            throw Refusal(
                .notAllowed, "nobody else may decide this duty, so `\(act.person)` has to")
        }
        return substitute
    }

    private func openDuty(_ id: DutyID) throws(Refusal) -> Duty {
        if let duty = state.duties[id] { return duty }
        if let settled = state.settled[id] {
            throw Refusal(
                .dutyIsClosed,
                settled.outcome.map { "the duty was closed with `\($0)` at \(settled.at)" }
                    ?? "the duty was withdrawn at \(settled.at)")
        }
        throw Refusal(.unknownDuty, "the run `\(state.run)` has no duty `\(id)`")
    }

    private var authority: Authority {
        Authority(
            organization: facts.organization, today: facts.today, workflow: state.workflow,
            separation: separation)
    }

    private func check(_ act: Act, digest: String?, on duty: Duty) throws(Refusal) {
        try checkClaim(act, duty)
        switch act.kind {
        case .decide:
            try checkFresh(digest, duty)
            try checkOutcome(act, duty)
            try checkForm(act, duty)
        case .verify:
            try checkFresh(digest, duty)
            try checkVerification(act, duty)
        case .claim, .release, .progress, .comment, .attach, .recuse: break
        }
        try checkTask(act, duty)
    }

    private func checkClaim(_ act: Act, _ duty: Duty) throws(Refusal) {
        guard let holder = duty.assignee, act.kind != .comment, act.kind != .attach,
            act.kind != .verify, holder != act.person
        else { return }
        throw Refusal(
            .notAllowed, "`\(holder)` has claimed the duty; it is theirs until they release it")
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
        if let problem = plan.form.problem(with: act.fields, of: "the form") {
            throw Refusal(.badInput, problem)
        }
        let files = duty.acts.filter { $0.voice == act.voice }.flatMap(\.evidence) + act.evidence
        if files.count < plan.evidence {
            throw Refusal(
                .missing,
                "the duty needs \(plan.evidence) file(s) as evidence and has \(files.count): attach them with --evidence"
            )
        }
    }

    private func checkTask(_ act: Act, _ duty: Duty) throws(Refusal) {
        guard let task = engine.tasks.task(of: duty) else { return }
        // WHY: whoever may claim a duty may give it back.
        let needed = act.kind == .release ? ActKind.claim : act.kind
        if act.kind != .decide, act.kind != .verify, !task.permits.contains(needed) {
            throw Refusal(
                .notPermitted, "`\(duty.opened.task)` does not let people \(act.kind.rawValue)")
        }
        if let reason = task.refusal(of: act, in: duty.view) {
            throw Refusal(.missing, reason)
        }
    }
}

extension Duty {
    /// What the task kind is told.
    var view: DutyView { DutyView(deciders: deciders, acts: acts) }
}
