import OnusCatalog
import OnusModel
import OnusPlugin

// Whether the acts on a duty settle it.
extension Decider {
    /// Closes the duty, hands it to its verifiers, or leaves it open.
    mutating func settle(_ id: DutyID) {
        guard let duty = state.duties[id] else { return }
        if duty.opened.incident != nil { return settleIncident(id, duty) }
        if let proposal = duty.proposal { return verify(id, duty, proposal) }
        let fault: Fault
        do throws(TaskFault) {
            guard let verdict = try verdict(of: duty) else { return }
            if verdict.outputs.fits() { return conclude(id, duty, verdict) }
            let excess = WrittenLimits.value.excess
            fault = Fault("expression", "what `\(duty.opened.step)` gives \(excess)")
        } catch {
            fault = Fault(error)
        }
        if let entry = openEntry(at: duty.opened.place) { raise(fault, at: entry) }
    }

    private mutating func conclude(_ id: DutyID, _ duty: Duty, _ verdict: Settlement) {
        let by = duty.isSecret ? [] : duty.view.decisions.flatMap { [$0.person, $0.voice] }
        if duty.opened.people.verifiers.isEmpty {
            emit(
                .dutyClosed(
                    DutyClosed(
                        duty: id, outcome: verdict.outcome, outputs: verdict.outputs,
                        because: verdict.because, by: People(by).members)))
        } else {
            emit(
                .dutyProposed(
                    DutyProposed(
                        duty: id, outcome: verdict.outcome, outputs: verdict.outputs,
                        because: verdict.because, by: People(by).members)))
            beginLadderAnew(id)
        }
    }

    private struct Settlement {
        var outcome: String
        var outputs: ValueMap
        var because: String
    }

    private func verdict(of duty: Duty) throws(TaskFault) -> Settlement? {
        guard let task = try engine.tasks.task(of: duty),
            case .outcome(let outcome, var outputs, let because) = try task.evaluate(duty.view)
        else { return nil }
        var heard = duty.view.decisions.filter { $0.outcome == outcome }
        let settled = task.settledField?.name
        if let settled {
            let value = fields(of: heard)[settled]
            heard = heard.filter { $0.fields[settled] == value }
        }
        var said = fields(of: heard.isEmpty ? duty.view.decisions : heard)
        // What is voted on is nobody's word where nobody chose this outcome.
        if heard.isEmpty, let settled { said[.string(settled)] = nil }
        for (name, value) in said where outputs[name] == nil { outputs[name] = value }
        return Settlement(outcome: outcome, outputs: outputs, because: because)
    }

    /// What the form says in the end: of each field the value that most of those gave who are heard,
    /// and of equally many the latest. Every vote keeps its own in the record.
    private func fields(of heard: [Act]) -> ValueMap {
        var counts: [Value: [Value: Int]] = [:]
        var fields: ValueMap = [:]
        for act in heard {
            for (name, value) in act.fields {
                counts[name, default: [:]][value, default: 0] += 1
                let best = fields[name].flatMap { counts[name]?[$0] } ?? 0
                if counts[name]?[value] ?? 0 >= best { fields[name] = value }
            }
        }
        return fields
    }

    private mutating func verify(_ id: DutyID, _ duty: Duty, _ proposal: Duty.Proposal) {
        guard let act = duty.acts.last(where: { $0.kind == .verify }), act.outcome == "verified"
        else { return }
        emit(
            .dutyClosed(
                DutyClosed(
                    duty: id, outcome: proposal.outcome, outputs: proposal.outputs,
                    because: "\(proposal.because); verified by \(act.doer)",
                    by: People(proposal.by + [act.person, act.voice]).members)))
    }

    private mutating func settleIncident(_ id: DutyID, _ duty: Duty) {
        guard let act = duty.acts.last(where: { $0.kind == .decide }), let outcome = act.outcome
        else { return }
        emit(
            .dutyClosed(
                DutyClosed(
                    duty: id, outcome: outcome, outputs: [:],
                    because: act.comment ?? "settled by \(act.doer)", by: [act.person])))
        guard let incident = duty.opened.incident else { return }
        if outcome == IncidentOutcome.fail { return failRun(incident.error, incident.message) }
        if outcome == IncidentOutcome.retry, incident.isOfPhase {
            startAgain(dutyID(incident.origin))
        }
    }
}
