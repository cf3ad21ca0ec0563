/// How the names that plugins declare must look, since authors write them in YAML and CEL.
enum Names {
    /// `insufficient_funds`: what an expression can name.
    static func isWord(_ name: String) -> Bool {
        guard let first = name.utf8.first, isLetter(first) else { return false }
        return name.utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "_") }
    }

    /// `fund.reserve`: words with dots between them.
    static func isDotted(_ name: String) -> Bool {
        !name.isEmpty
            && name.split(separator: ".", omittingEmptySubsequences: false)
                .allSatisfy { isWord(String($0)) }
    }

    /// `special-fund`: a word in which there may be hyphens.
    static func isHyphenated(_ name: String) -> Bool {
        isWord(String(name.map { $0 == "-" ? "_" : $0 }))
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte) }
    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
