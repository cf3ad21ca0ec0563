/// A stretch of a text between which and the next one only blanks stand.
struct LayoutToken: Sendable {
    enum Kind: Sendable, Equatable {
        case scalar(ScalarStyle)
        /// One of `-`, `:`, `,` and the brackets.
        case sign(UInt8)
        case comment
        /// `---`, `...` or a directive.
        case marker
    }

    var kind: Kind
    /// In bytes.
    var start: Int
    var end: Int
    /// From 0, as all lines and columns here.
    var line: Int
    var column: Int
    var endLine: Int

    func isSign(_ sign: UInt8) -> Bool { kind == .sign(sign) }

    var opens: Bool { isSign(.brace) || isSign(.bracket) }
    var closes: Bool { isSign(.closingBrace) || isSign(.closingBracket) }
}

extension UInt8 {
    static let brace = UInt8(ascii: "{")
    static let closingBrace = UInt8(ascii: "}")
    static let bracket = UInt8(ascii: "[")
    static let closingBracket = UInt8(ascii: "]")
    static let dash = UInt8(ascii: "-")
    static let colon = UInt8(ascii: ":")
    static let comma = UInt8(ascii: ",")
    static let hash = UInt8(ascii: "#")
}
