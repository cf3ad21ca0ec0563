import OnusCatalog
import OnusPlugin
import OnusValues

/// Tells one duty task random stories and listens to what it makes of them.
struct DutyTrial {
    let task: RegisteredDuty
    let parameters: ValueMap
    let fields: [String: [Value]]

    private var name: String { task.description.name }

    func violations(seed: UInt64, rounds: Int) -> [String] {
        do {
            let bound = try task.bind(literals: parameters)
            var violations = malformed(bound.outcomes)
            violations += try task.problems(literals: parameters).map {
                "task `\(name)` does not accept its example: \($0)"
            }
            var stories = Stories(seed: seed, outcomes: bound.outcomes, fields: fields)
            var seen: Set<String> = []
            for _ in 0..<rounds {
                let story = stories.next()
                let verdict = try bound.evaluate(story)
                if case .outcome(let name, _, _) = verdict { seen.insert(name) }
                violations += try inconstancy(bound, story, verdict)
            }
            for outcome in bound.outcomes
            where outcome.isOffered && outcome.settles && !seen.contains(outcome.name) {
                violations.append(
                    "task `\(name)` offers `\(outcome.name)`, but nothing people did led to it; "
                        + "when it reads form fields, name them in `fields`")
            }
            return Array(Set(violations)).sorted()
        } catch { return ["\(error)"] }
    }

    /// The same questions again, also about a story that went through the record.
    private func inconstancy(
        _ bound: BoundDuty, _ story: DutyView, _ verdict: ErasedVerdict
    ) throws -> [String] {
        var violations: [String] = []
        let recorded = try ValueDecoder(keys: .asWritten).decode(
            [Act].self, from: try ValueEncoder(keys: .asWritten).encode(story.acts))
        let replayed = DutyView(deciders: story.deciders, acts: recorded)
        if try bound.evaluate(story) != verdict || bound.evaluate(replayed) != verdict {
            violations.append("task `\(name)` answers differently to the same acts")
        }
        if let act = story.acts.last,
            bound.refusal(of: act, in: story) != bound.refusal(of: act, in: replayed)
        {
            violations.append("task `\(name)` refuses an act at one time and not at another")
        }
        if !Set(bound.awaited(in: story)).isSubset(of: story.deciders) {
            violations.append("task `\(name)` awaits somebody who does not decide")
        }
        return violations
    }

    private func malformed(_ outcomes: [Outcome]) -> [String] {
        var violations: [String] = []
        if !outcomes.contains(where: \.settles) {
            violations.append("task `\(name)` has no outcome that ends it")
        }
        if Set(outcomes.map(\.name)).count < outcomes.count {
            violations.append("task `\(name)` has an outcome twice")
        }
        return violations
    }
}
