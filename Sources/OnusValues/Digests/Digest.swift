/// The 32 bytes of a SHA-256, which name a content; printed as 64 hexadecimal digits.
public struct Digest: Sendable, Hashable {
    public let bytes: [UInt8]

    /// INVARIANT: there are 32 bytes.
    init(unchecked bytes: [UInt8]) { self.bytes = bytes }

    /// Nil unless there are 32 bytes.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    /// The digest of a content.
    public init(of content: [UInt8]) { self = SHA256.digest(content) }

    /// The digest of a value's canonical JSON.
    public init(of value: Value) { self = SHA256.digest(value.canonicalJSON) }
}

extension Digest: LosslessStringConvertible {
    /// Reads 64 lower-case hexadecimal digits.
    public init?(_ text: String) {
        let digits = Array(text.utf8)
        guard digits.count == 64 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        for place in stride(from: 0, to: 64, by: 2) {
            guard let high = hexadecimalDigit(digits[place]), digits[place] > 70 || high < 10,
                let low = hexadecimalDigit(digits[place + 1]), digits[place + 1] > 70 || low < 10
            else { return nil }
            bytes.append(high << 4 | low)
        }
        self.bytes = bytes
    }

    public var description: String { text(of: bytes[...]) }

    /// The first half of the description.
    package var half: String { text(of: bytes.prefix(16)) }

    private func text(of bytes: ArraySlice<UInt8>) -> String {
        String(unsafeUninitializedCapacity: 2 * bytes.count) { buffer in
            for (place, byte) in bytes.enumerated() {
                buffer[2 * place] = hexadecimal(byte >> 4)
                buffer[2 * place + 1] = hexadecimal(byte & 15)
            }
            return 2 * bytes.count
        }
    }
}
