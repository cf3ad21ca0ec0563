import OnusPlugin

/// A part of a whole, exact: `2/3`, `60%` or `0.6`.
struct Share: Hashable, CustomStringConvertible {
    let part: Int64
    let whole: Int64
    /// As it was written.
    let description: String

    /// Nil for what is no fraction, or for one of more than nine digits.
    init?(_ text: String) {
        let halves = text.split(separator: "/", omittingEmptySubsequences: false)
        if halves.count == 2 {
            self.init(Self.count(halves[0]), of: Self.count(halves[1]), text)
        } else if text.hasSuffix("%") {
            self.init(Self.count(text.dropLast()), of: 100, text)
        } else if let number = Decimal(text) {
            self.init(number)
        } else {
            return nil
        }
    }

    init?(_ number: Decimal) {
        let short = number.normalized
        guard short.scale <= 9, let part = Int64(exactly: short.coefficient) else { return nil }
        let whole = (0..<short.scale).reduce(into: Int64(1)) { product, _ in product *= 10 }
        self.init(part, of: whole, number.description)
    }

    private init?(_ part: Int64?, of whole: Int64?, _ text: String) {
        guard let part, let whole, whole > 0, part.magnitude <= 1_000_000_000 else { return nil }
        self.part = part
        self.whole = whole
        description = text
    }

    private static func count(_ text: some StringProtocol) -> Int64? {
        let digits = text.trimmed
        return digits.utf8.count <= 9 ? Int64(digits) : nil
    }

    var isProper: Bool { part > 0 && part <= whole }

    /// The smallest count that is at least this part of `count`.
    func ceiling(of count: Int) -> Int {
        // INVARIANT: a part has ten digits at most and a whole too, so 128 bits hold the product.
        let product = Int128(part) * Int128(count) + Int128(whole) - 1
        return Int(clamping: product / Int128(whole))
    }
}

extension StringProtocol {
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}

extension Share: ParameterValue {
    static let placeholder = Share(unchecked: 1, of: 1)
    static let shape = ParameterShape.anyOf([.value(.decimal), .value(.string)])

    private init(unchecked part: Int64, of whole: Int64) {
        self.part = part
        self.whole = whole
        description = "\(part)/\(whole)"
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self), let share = Share(text) {
            self = share
        } else if let number = try? container.decode(Decimal.self), let share = Share(number) {
            self = share
        } else {
            throw ValueDecodingError(
                path: decoder.codingPath.map(\.stringValue), expected: "a share such as `2/3`",
                got: "something else")
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
