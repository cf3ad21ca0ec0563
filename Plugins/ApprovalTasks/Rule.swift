import OnusPlugin

/// How many of those who vote must agree.
///
/// Those who vote are the deciders less those who recused themselves and those who abstain.
enum Rule: Hashable {
    /// The first decision settles it, whichever it is.
    case first
    /// One is enough.
    case any
    case all
    /// Strictly more than half.
    case majority
    case atLeast(Int)
    /// At least this part, to the exact fraction: two thirds of 7 are 5, and 0.6667 of 3 are 3.
    case share(Share)
    /// All, one after the other.
    case inOrder

    /// How many of `voters` must agree; never less than one.
    func need(of voters: Int) -> Int {
        switch self {
        case .first, .any: 1
        case .all, .inOrder: max(1, voters)
        case .majority: voters / 2 + 1
        case .atLeast(let count): max(1, count)
        case .share(let share): max(1, share.ceiling(of: voters))
        }
    }

    /// `2/3 need 5`.
    func text(need: Int) -> String {
        switch self {
        case .first, .any: "one is needed"
        case .all, .inOrder: "all \(need) are needed"
        case .majority: "a majority needs \(need)"
        case .atLeast: "at least \(need) are needed"
        case .share(let share): "\(share) need \(need)"
        }
    }

    var problem: String? {
        switch self {
        case .atLeast(let count) where count < 1: "needs `at_least` to be 1 or more"
        case .share(let share) where !share.isProper:
            "needs a `share` above 0 and not above 1"
        default: nil
        }
    }
}

extension Rule: ParameterValue {
    static let placeholder = Rule.first
    static let words: [(String, Rule)] = [
        ("first", .first), ("any", .any), ("all", .all), ("majority", .majority),
        ("in_order", .inOrder),
    ]
    static let shape = ParameterShape.anyOf([
        .choice(words.map(\.0)),
        .record([.init("at_least", .value(.int))]),
        .record([.init("share", Share.shape)]),
    ])

    private enum Key: String, CodingKey, CaseIterable {
        case atLeast, share
    }

    init(from decoder: any Decoder) throws {
        if let word = try? decoder.singleValueContainer().decode(String.self) {
            guard let known = Self.words.first(where: { $0.0 == word }) else {
                throw Self.misfit(decoder.codingPath, "the string `\(word)`")
            }
            self = known.1
            return
        }
        let container = try decoder.container(keyedBy: Key.self)
        switch (container.contains(.atLeast), container.contains(.share)) {
        case (true, false): self = .atLeast(try container.decode(Int.self, forKey: .atLeast))
        case (false, true): self = .share(try container.decode(Share.self, forKey: .share))
        default: throw Self.misfit(decoder.codingPath, "a map with other keys")
        }
    }

    private static func misfit(_ path: [any CodingKey], _ got: String) -> ValueDecodingError {
        let words = words.map { "`\($0.0)`" }.joined(separator: ", ")
        return ValueDecodingError(
            path: path.map(\.stringValue),
            expected: "\(words), `{at_least: N}` or `{share: 2/3}`", got: got)
    }

    func encode(to encoder: any Encoder) throws {
        switch self {
        case .atLeast(let count):
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(count, forKey: .atLeast)
        case .share(let share):
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(share, forKey: .share)
        default:
            var container = encoder.singleValueContainer()
            try container.encode(Self.words.first { $0.1 == self }?.0 ?? "")
        }
    }
}
