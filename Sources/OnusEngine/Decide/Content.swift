import OnusModel
import OnusPlugin

// What the deciders of a duty are shown. A decision names its digest, so that nobody approves what
// they have not seen (I8).
extension Decider {
    /// The results of the steps that the duty shows, as they stand now.
    func content(of plan: DutyPlan, in list: Place) -> ValueMap {
        var content: ValueMap = [:]
        for step in plan.shows {
            if let result = result(of: step, seenFrom: list) {
                content[step.rawValue] = .map(result.shown)
                continue
            }
            let several = severalResults(of: step, beside: list)
            guard !several.isEmpty else { continue }
            content[step.rawValue] = .list(several.map { .map($0.shown) })
        }
        return content
    }

    /// What a step has given in all items and occurrences of the blocks around it.
    private func severalResults(of step: StepID, beside list: Place) -> [StepResult] {
        state.results.filter { $0.value.step == step && $0.key.isBeside(list) }
            .sorted { $0.key < $1.key }.map(\.value)
    }

    func contentDigest(_ content: ValueMap, _ parameters: ValueMap = [:]) -> String {
        var whole = CanonicalObject()
        whole.add("inputs", .map(state.inputs))
        whole.add("parameters", .map(parameters))
        whole.add("shows", .map(content))
        // WHY: half of SHA-256 is plenty to tell two contents of one duty apart, and this stands in
        // every duty, inbox and decision.
        return Digest(of: whole.finish()).half
    }

    /// Voids the decisions of duties whose content has changed under them.
    mutating func refreshContents() {
        guard engine.showsResults else { return }
        for (id, duty) in state.duties.sorted(by: { $0.key < $1.key }) {
            guard case .duty(let plan) = engine.map.step(duty.opened.step)?.verb,
                duty.opened.incident == nil, !plan.shows.isEmpty
            else { continue }
            let content = content(of: plan, in: duty.opened.place.parent)
            do throws(Fault) {
                try checkSize(content, of: "what the duty shows")
            } catch {
                if let entry = openEntry(at: duty.opened.place) { raise(error, at: entry) }
                continue
            }
            let digest = contentDigest(content, duty.opened.parameters)
            guard digest != duty.digest else { continue }
            emit(
                .dutyReset(
                    DutyReset(
                        duty: id, digest: digest, content: content,
                        reason: "what the duty shows has changed")))
            if duty.proposal != nil { beginLadderAnew(id) }
        }
    }
}

extension StepResult {
    /// What people see of it.
    fileprivate var shown: ValueMap {
        var shown: ValueMap = ["pass": .int(Int64(pass))]
        if let outcome { shown["outcome"] = .string(outcome) }
        if !outputs.isEmpty { shown["outputs"] = .map(outputs) }
        if !by.isEmpty { shown["by"] = .list(by.map { .string($0.id) }) }
        return shown
    }
}
