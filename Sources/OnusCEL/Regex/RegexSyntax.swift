import OnusValues

/// A regular expression as it is read: RE2's syntax without what RE2 itself leaves out.
indirect enum RegexSyntax {
    case scalars(ScalarClass)
    case assertion(RegexAssertion)
    case sequence([RegexSyntax])
    case choice([RegexSyntax])
    /// The maximum is nil where there is none.
    case repetition(RegexSyntax, minimum: Int, maximum: Int?)
}

enum RegexAssertion: Sendable {
    case textStart, textEnd, lineStart, lineEnd, wordBoundary, noWordBoundary
}

/// A set of Unicode scalars.
struct ScalarClass: Sendable {
    enum Item: Sendable {
        case range(ClosedRange<Unicode.Scalar>)
        case categories(Set<Unicode.GeneralCategory>, isNegated: Bool)
        /// A class within the class, such as `\D`.
        case group([Item], isNegated: Bool)
    }

    var items: [Item] = []
    var isNegated = false
    var ignoresCase = false

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        if Self.contains(items, scalar) { return !isNegated }
        guard ignoresCase else { return isNegated }
        for other in Self.folded(scalar) where Self.contains(items, other) { return !isNegated }
        return isNegated
    }

    /// The same letter in the other case, and in the first one again: `ſ` is an `S` is an `s`.
    private static func folded(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        func single(_ mapping: String) -> Unicode.Scalar? {
            mapping.unicodeScalars.count == 1 ? mapping.unicodeScalars.first : nil
        }
        let lower = single(scalar.properties.lowercaseMapping)
        let upper = single(scalar.properties.uppercaseMapping)
        return [
            lower, upper, upper.flatMap { single($0.properties.lowercaseMapping) },
            lower.flatMap { single($0.properties.uppercaseMapping) },
        ].compactMap { $0 }
    }

    private static func contains(_ items: [Item], _ scalar: Unicode.Scalar) -> Bool {
        for item in items {
            switch item {
            case .range(let range): if range.contains(scalar) { return true }
            case .categories(let categories, let isNegated):
                if categories.contains(scalar.properties.generalCategory) != isNegated {
                    return true
                }
            case .group(let items, let isNegated):
                if contains(items, scalar) != isNegated { return true }
            }
        }
        return false
    }

    static func one(_ scalar: Unicode.Scalar, ignoresCase: Bool) -> ScalarClass {
        ScalarClass(items: [.range(scalar...scalar)], ignoresCase: ignoresCase)
    }

    static let digits: [Item] = [.range("0"..."9")]
    static let word: [Item] = [
        .range("0"..."9"), .range("A"..."Z"), .range("a"..."z"), .range("_"..."_"),
    ]
    static let blanks: [Item] = [.range("\t"..."\n"), .range("\u{0C}"..."\r"), .range(" "..." ")]
}
