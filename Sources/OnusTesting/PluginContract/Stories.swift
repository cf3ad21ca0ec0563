import OnusPlugin
import OnusValues

/// Random views of a duty, the same for the same seed; in some of them all agree.
struct Stories {
    private var random: SplitMix
    private let outcomes: [String]
    private let fields: [(name: String, values: [Value])]

    /// - Parameter fields: what may stand in form fields, besides what always may.
    init(seed: UInt64, outcomes: [Outcome], fields: [String: [Value]]) {
        random = SplitMix(state: seed)
        self.outcomes = outcomes.map(\.name)
        let all = ["percent": Self.odd, "note": Self.odd].merging(fields) { $0 + $1 }
        self.fields = all.map { (name: $0.key, values: $0.value) }.sorted { $0.name < $1.name }
    }

    private static let odd: [Value] = [
        .null, .bool(true), .int(40), .int(-1), .int(.max), .double(.nan), .double(55.5),
        .string(""), .string("two\nlines"), .list(["a", 1]), .map(["percent": 1]),
    ]

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
        var given: ValueMap = [:]
        for field in fields where Bool.random(using: &random) {
            given[field.name] = field.values.randomElement(using: &random)
        }
        return Act(
            kind, by: person, at: .epoch, outcome: outcome,
            comment: [nil, "", "because"].randomElement(using: &random) ?? nil,
            evidence: files, fields: given)
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
