import OnusModel
import OnusPlugin

/// What happened, in a sentence for each event.
struct EventWords {
    let wording: Wording
    let run: RunID

    /// Nil for what only matters to those who look into the machinery.
    func sentence(_ event: Event, isVerbose: Bool = false) -> Line? {
        switch event.body {
        case .runStarted(let run): started(run)
        case .runEnded(let run): "the run ended: \(outcome(run.outcome))\(with(run.outputs))"
        case .runFailed(let run): bad("the run failed: \(run.error): \(run.message)")
        case .runCancelled(let run): bad("cancelled the run: \(run.reason)")
        case .runMigrated(let run): "moved the run to version \(run.version): \(run.reason)"
        default:
            ofDuty(event.body) ?? ofSignal(event.body, isVerbose)
                ?? ofStep(event.body, isVerbose)
        }
    }

    private func started(_ run: RunStarted) -> Line {
        let cause = run.cause.map { " because of \($0.duty?.rawValue ?? $0.run.rawValue)" } ?? ""
        let sender = run.sender.map { " from \(wording.person($0))" } ?? ""
        let event = run.event.map { " because of \($0)\(sender)" } ?? ""
        return "started \(run.workflow) version \(run.version)\(cause)\(event)\(with(run.inputs))"
    }

    private func ofStep(_ body: EventBody, _ isVerbose: Bool) -> Line? {
        switch body {
        case .stepSkipped(let step): "\(name(step.place)) is skipped"
        case .stepWithdrawn(let step):
            "\(name(step.place)) is left: \(step.reason)"
                + (step.goesTo.map { "; on to \($0)" } ?? "")
        case .waitStarted(let wait):
            "\(name(wait.place)) waits until \(wording.time(wait.until))\(maybe(wait.provisional))"
        case .blockOpened(let block) where block.handler != nil: "\(name(block.place)) begins"
        case .caseChosen(let choice): "\(name(choice.place)) takes case \(choice.index + 1)"
        case .variablesSet(let set): "\(name(set.place)) sets \(wording.values(set.values))"
        case .actionRequested(let action):
            "\(name(action.place)) performs \(action.task)\(with(action.parameters))"
        case .actionCompleted(let action): "\(name(action.place)) is done\(with(action.outputs))"
        case .actionFailed(let action):
            bad("\(name(action.place)) failed: \(action.error): \(action.message)")
                + (action.retryAt.map { "; again at \(wording.time($0))" } ?? "")
        case .actionRetried(let action):
            "\(name(action.place)) is tried again, attempt \(action.attempt)"
        case .errorCaught(let error):
            "\(error.error) from \(name(error.origin)) is caught at \(name(error.catcher))"
        default: isVerbose ? ofMachinery(body) : nil
        }
    }

    private func ofMachinery(_ body: EventBody) -> Line? {
        switch body {
        case .stepEntered(let step): "\(name(step.place)) begins"
        case .stepEnded(let step): "\(name(step.place)) is over\(with(step.outputs))"
        case .blockOpened(let block): "list \(name(block.place)) begins"
        case .blockClosed(let block): "list \(name(block.place)) is over"
        case .handlerArmed(let handler):
            "\(handler.handler) is to begin at \(wording.time(handler.at))"
        default: nil
        }
    }
}

extension EventWords {
    private func ofSignal(_ body: EventBody, _ isVerbose: Bool) -> Line? {
        switch body {
        case .receiveStarted(let step):
            "\(name(step.place)) waits for \(step.events.joined(separator: ", "))"
                + (step.people.map { " from \(wording.people($0))" } ?? "")
                + (step.until.map { " until \(wording.time($0))" } ?? "")
        case .signalReceived(let receipt):
            "\(receipt.signal.name)\(from(receipt.signal)) comes to \(name(receipt.place))\(with(receipt.signal.data))"
                + (receipt.refused.map { bad(", which takes nothing from it: \($0)") } ?? "")
        case .signalKept(let kept):
            "\(kept.signal.name)\(from(kept.signal)) is kept until it is waited for\(with(kept.signal.data))"
        case .signalSent(let sent):
            "\(name(sent.place)) tells \(sent.signal.name)\(with(sent.signal.data))"
        case .itemAdded(let item):
            "\(name(item.place)) has one item more: \(wording.value(item.value))"
        case .stepsWithdrawn(let step):
            "\(name(step.place)) takes back "
                + (step.withdrawn.isEmpty
                    ? "nothing" : step.withdrawn.map(name).joined(separator: ", "))
        case .callStarted(let call):
            "\(name(call.place)) calls \(call.workflow) as \(call.run)\(with(call.inputs))"
        case .runBarred(let bar):
            "\(wording.people(bar.people)) may act no more: what they did elsewhere is kept apart from this run"
        case .callHeard(let call) where isVerbose:
            "\(wording.people(call.people)) acted in \(call.run), for \(name(call.place))"
        case .callBarred(let call) where isVerbose:
            "\(call.run) is told that \(wording.people(call.people)) may act there no more"
        case .callReturned(let call):
            "\(call.run) comes back to \(name(call.place)): \(outcome(call.outcome))\(with(call.outputs))"
        case .callFailed(let call):
            bad("\(call.run) fails \(name(call.place)): \(call.error): \(call.message)")
        case .lockRequested(let lock): "\(name(lock.place)) waits for the lock \(lock.lock)"
        case .lockTaken(let lock): "\(name(lock.place)) has its lock"
        case .undoStarted(let undo):
            (undo.ending.cancelled.map { bad("cancels the run: \($0.reason)") + "; " } ?? "")
                + "what was done is undone first: "
                + Line(undo.steps.map(\.rawValue).joined(separator: ", "))
        case .conditionAwaited(let step) where isVerbose: "\(name(step.place)) waits"
        case .conditionTurned(let turn) where isVerbose:
            "the condition of \(turn.handler) turns \(turn.isTrue)"
        case .rightOffered(let offer) where isVerbose:
            "\(wording.people(offer.people)) may do \(offer.title.string())"
        default: nil
        }
    }

    private func ofDuty(_ body: EventBody) -> Line? {
        switch body {
        case .dutyOpened(let duty): opened(duty)
        case .dutyActed(let duty): acted(duty)
        case .dutyAssigned(let change): assigned(change)
        case .dutyProposed(let duty):
            "\(name(duty.duty)) is to end \(outcome(duty.outcome)), once it is verified"
        case .dutyReset(let duty):
            "\(name(duty.duty)) begins again, earlier decisions are void: \(duty.reason)"
        case .dutyClosed(let duty):
            "\(name(duty.duty)) is closed: \(outcome(duty.outcome))\(dash(duty.because))"
        case .dutyWithdrawn(let duty): "\(name(duty.duty)) is withdrawn: \(duty.reason)"
        case .dutyRescheduled(let duty):
            "\(name(duty.duty)) is now due \(wording.time(duty.deadline.at))"
                + "\(maybe(duty.deadline.provisional)): \(duty.reason)"
        case .rungFired(let rung): fired(rung)
        case .clockStopped(let stop):
            "the clock of \(name(stop.duty)) stands still during \(name(stop.during)), by \(stop.basis)"
        case .clockStarted(let start):
            "the clock of \(name(start.duty)) goes on: it is due \(wording.time(start.deadline.at))"
                + maybe(start.deadline.provisional)
        case .extensionRequested(let ask):
            "asked \(wording.people(ask.people)) for \(ask.period) more for \(name(ask.duty))"
                + (ask.comment.map { ": \($0)" } ?? "")
        case .extensionLapsed(let ask):
            "nobody answered \(wording.person(ask.person)), who had asked for \(ask.period) more for "
                + name(ask.duty)
        case .extensionAnswered(let answer):
            (answer.period.map { "granted \($0) more for \(name(answer.duty))" }
                ?? "refused more time for \(name(answer.duty))")
                + (answer.comment.map { ": \($0)" } ?? "")
        case .rungFailed(let rung):
            bad("\(name(rung.duty)): its ladder's \(rung.what) failed: \(rung.message)")
        default: nil
        }
    }

    private func assigned(_ change: DutyAssigned) -> Line {
        let left: Line? = change.left.map { "asks \(wording.people($0)) no more" }
        let new: Line? = change.people.isEmpty ? nil : "goes to \(wording.people(change.people))"
        let accountable: Line? = change.accountable.map {
            "is answered for by \(wording.person($0))"
        }
        let supervisor: Line? = change.supervisor.map {
            "is supervised by \($0.isEmpty ? "nobody" : wording.people($0))"
        }
        let parts = [left, new, accountable, supervisor].compactMap(\.self)
            .joined(separator: " and ")
        return "\(name(change.duty)) \(parts): \(change.reason)"
    }

    private func opened(_ duty: DutyOpened) -> Line {
        let people = duty.people
        if duty.isPhase == true {
            return "\(name(duty.place.parent)) is due \(wording.time(duty.deadline.at))"
                + "\(maybe(duty.deadline.provisional)); accountable \(wording.person(people.accountable))"
        }
        var text: Line = "\(name(duty.place)) is asked of \(wording.people(people.responsible))"
        text += ", due \(wording.time(duty.deadline.at))\(maybe(duty.deadline.provisional))"
        text += "; accountable \(wording.person(people.accountable))"
        if !people.supervisor.isEmpty {
            text +=
                ", supervised by \(wording.people(people.supervisor))"
                + (duty.replaced.map { instead(of: $0) } ?? "")
        }
        if let incident = duty.incident {
            text = bad("incident: \(incident.error): \(incident.message); ") + text
        }
        for exclusion in duty.excluded ?? [] {
            text += "; not \(wording.person(exclusion.person)): \(exclusion.reason)"
        }
        return text
    }

    /// Why somebody else supervises a duty than the workflow says.
    private func instead(of named: [Person]) -> Line {
        if named.isEmpty { return ", since the workflow names nobody" }
        let verbs = named.count == 1 ? "does it or answers" : "do it or answer"
        return " instead of \(wording.people(named)), who \(verbs) for it"
    }

    private func acted(_ event: DutyActed) -> Line {
        let act = event.act
        let duty = name(event.duty)
        let behalf = act.onBehalfOf.map { " for \(wording.person($0))" } ?? ""
        let what: Line =
            switch act.kind {
            case .decide:
                "decided\(act.outcome.map { outcome in " \(self.outcome(outcome))" as Line } ?? "")\(behalf) at \(duty)"
            case .verify: "\(act.outcome ?? "looked at")\(behalf) what was done at \(duty)"
            case .claim: "claimed \(duty)\(behalf)"
            case .release: "released \(duty)\(behalf)"
            case .recuse: "is out of \(duty)\(behalf)"
            case .progress: "reported on \(duty)\(behalf)\(percent(act))"
            case .comment: "commented on \(duty)\(behalf)"
            case .attach: "attached evidence to \(duty)\(behalf)"
            }
        let files = act.evidence.map(\.name).joined(separator: ", ")
        var fields = act.fields
        fields["percent"] = act.kind == .progress ? nil : fields["percent"]
        return what + with(fields) + (act.words.map { ": \($0)" } ?? "")
            + (files.isEmpty ? "" : " [\(files)]")
    }

    private func percent(_ act: Act) -> Line {
        act.fields["percent"].map { ", \(wording.value($0)) %" } ?? ""
    }

    private func fired(_ rung: RungFired) -> Line {
        var parts: [Line] = []
        if let mark = rung.mark { parts.append("turns \(wording.style.light(mark))") }
        if !rung.reminded.isEmpty { parts.append("reminds \(wording.people(rung.reminded))") }
        if !rung.notified.isEmpty { parts.append("tells \(wording.people(rung.notified))") }
        if !rung.added.isEmpty { parts.append("is asked of \(wording.people(rung.added)) too") }
        if !rung.assigned.isEmpty { parts.append("goes to \(wording.people(rung.assigned))") }
        if let started = rung.started {
            parts.append("starts \(started.workflow) as \(started.run)")
        }
        if let action = rung.action { parts.append("performs \(action.task)") }
        if let decided = rung.decided { parts.append("decides \(outcome(decided))") }
        parts += (rung.problems ?? []).map { problem -> Line in bad("cannot \(problem)") }
        let what: Line = parts.isEmpty ? "fires" : parts.joined(separator: ", ")
        let again = rung.repetition > 0 ? " (again, \(rung.repetition + 1))" : ""
        return "\(name(rung.duty)), rung \(rung.rung + 1)\(again): \(what)"
    }
}

extension EventWords {
    private func name(_ place: Place) -> Line {
        wording.style.paint(Line(place.rawValue), .cyan)
    }

    private func name(_ duty: DutyID) -> Line {
        let prefix = run.rawValue + "/"
        let text = duty.rawValue
        return wording.style.paint(
            Line(text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : text), .cyan)
    }

    private func outcome(_ outcome: String) -> Line {
        wording.style.paint(Line(outcome), .bold)
    }
    private func bad(_ text: Line) -> Line { wording.style.paint(text, .red) }
    private func maybe(_ provisional: Bool) -> Line { provisional ? " (provisional)" : "" }
    private func dash(_ text: String) -> Line { text.isEmpty ? "" : " – \(text)" }
    private func from(_ signal: Signal) -> Line {
        signal.sender.map { " from \(wording.person($0))" } ?? ""
    }
    private func with(_ values: ValueMap) -> Line {
        values.isEmpty ? "" : " (\(wording.values(values)))"
    }
}

extension Event {
    /// Who did it, as a short word; a dot for what came by itself.
    var doer: String {
        switch actor {
        case .person(let person, _): person.id
        case .engine: "·"
        }
    }
}
