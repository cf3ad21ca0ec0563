// Texts that JSON takes as they are.
extension UnsafeBufferPointer<UInt8> {
    /// The first place from here on that cannot stand in JSON as it is.
    func endOfPlain(from start: Int) -> Int {
        var place = start
        let bytes = UnsafeRawBufferPointer(self)
        // WHY: nearly every text of a record is plain, so eight bytes are looked at at once.
        while place + 8 <= count {
            let word = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            if Self.hasSpecial(word) { break }
            place += 8
        }
        while place < count, !Self.isSpecial(self[place]) { place += 1 }
        return place
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private static func hasSpecial(_ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        func hasByte(below limit: UInt64, _ word: UInt64) -> UInt64 {
            (word &- ones &* limit) & ~word
        }
        let quote = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
        let backslash = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
        let found =
            hasByte(below: 0x20, word) | hasByte(below: 1, quote) | hasByte(below: 1, backslash)
        return found & (ones &* 0x80) != 0
    }
}
