import OnusCatalog
import OnusPlugin
import OnusValues

/// Tells one duty task random stories and listens to what it makes of them.
struct DutyTrial {
    let task: RegisteredDuty
    let parameters: ValueMap

    private var name: String { task.description.name }

    func violations(seed: UInt64, rounds: Int) -> [String] {
        do {
            let bound = try task.bind(literals: parameters)
            var violations = malformed(bound.outcomes)
            violations += try task.problems(literals: parameters).map {
                "task `\(name)` does not accept its example: \($0)"
            }
            var stories = Stories(seed: seed, outcomes: bound.outcomes)
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
                    "task `\(name)` offers `\(outcome.name)`, but nothing people did led to it")
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

/// Random views of a duty, the same for the same seed; in some of them all agree.
private struct Stories {
    private var random: SplitMix
    private let outcomes: [String]

    init(seed: UInt64, outcomes: [Outcome]) {
        random = SplitMix(state: seed)
        self.outcomes = outcomes.map(\.name)
    }

    mutating func next() -> DutyView {
        let deciders = (0..<Int.random(in: 0...5, using: &random)).map { Person("person.\($0)") }
        // Left to chance alone, many people would hardly ever agree.
        if Bool.random(using: &random), let outcome = outcomes.randomElement(using: &random) {
            let acts = deciders.map { act(.decide, by: $0, outcome: outcome) }
            return DutyView(deciders: deciders, acts: acts)
        }
        let people = deciders + [Person("outsider")]
        let acts = (0..<Int.random(in: 0...12, using: &random)).compactMap { _ -> Act? in
            guard let kind = ActKind.allCases.randomElement(using: &random),
                let person = people.randomElement(using: &random)
            else { return nil }
            return act(kind, by: person, outcome: outcome(for: kind))
        }
        return DutyView(deciders: deciders, acts: acts)
    }

    private mutating func outcome(for kind: ActKind) -> String? {
        switch kind {
        case .decide: outcomes.randomElement(using: &random)
        case .verify: Bool.random(using: &random) ? Act.verified : Act.returned
        default: nil
        }
    }

    private mutating func act(_ kind: ActKind, by person: Person, outcome: String?) -> Act {
        let files = (0..<Int.random(in: 0...2, using: &random)).map { _ in
            File(name: "a.pdf", digest: String(Int.random(in: 0...9, using: &random)), size: 1)
        }
        var fields: ValueMap = [:]
        for name in ["percent", "findings", "note"] where Bool.random(using: &random) {
            fields[name] = value()
        }
        return Act(
            kind, by: person, at: .epoch, outcome: outcome,
            comment: [nil, "", "because"].randomElement(using: &random) ?? nil,
            evidence: files, fields: fields)
    }

    private mutating func value() -> Value {
        let values: [Value] = [
            .null, .bool(true), .int(40), .int(-1), .int(.max), .double(.nan), .double(55.5),
            .string(""), .string("two\nlines"), .list(["a", 1]), .map(["percent": 1]),
        ]
        return values.randomElement(using: &random) ?? .null
    }
}

private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
