import OnusCatalog
import OnusPlugin
import OnusValues
import Testing

/// People of the tests: `p1`, `p2`, …
func people(_ count: Int) -> [Person] { (0..<count).map { Person("p\($0 + 1)") } }

/// Decisions by the first people in order; nil for one who has not decided.
func decisions(_ outcomes: [String?]) -> [Act] {
    zip(people(outcomes.count), outcomes).compactMap { person, outcome in
        outcome.map { Act(.decide, by: person, at: .epoch, outcome: $0) }
    }
}

/// A view of as many deciders as there are outcomes; nil for those who have not decided.
func view(_ outcomes: [String?]) -> DutyView {
    DutyView(deciders: people(outcomes.count), acts: decisions(outcomes))
}

/// A task of one plugin, bound to parameters.
func duty(
    _ name: String, of plugin: any Plugin.Type, _ parameters: ValueMap = [:]
) throws -> BoundDuty {
    try #require(try Catalog(plugins: [plugin]).duty(name)).bind(parameters)
}

extension ErasedVerdict {
    /// The outcome, or nil while it is pending.
    var name: String? { if case .outcome(let name, _, _) = self { name } else { nil } }
    var because: String? {
        if case .outcome(_, _, let because) = self { because } else { nil }
    }
    var outputs: ValueMap? {
        if case .outcome(_, let outputs, _) = self { outputs } else { nil }
    }
    var missing: String? { if case .pending(let text) = self { text } else { nil } }
}

/// The same numbers for the same seed.
struct Seeded: RandomNumberGenerator {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
