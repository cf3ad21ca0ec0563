/// Reads a compiled zoneinfo file (RFC 9636, versions 1 to 4) into a table of offsets.
///
/// The bytes may be anything: every read is bounds-checked, and a bad file gives an error.
struct TZif {
    private let bytes: [UInt8]
    private var position = 0

    /// The largest file that is read; those of tzdata stay under 4 kB.
    static let largestFile = 1 << 20

    /// What is wrong with a file, without its name.
    struct Malformed: Error {
        let reason: String
    }

    static func table(from bytes: [UInt8]) throws(Malformed) -> ZoneTable {
        var reader = TZif(bytes: bytes)
        return try reader.readFile()
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private struct Header {
        var version: UInt8
        /// In the order of the file: UT flags, standard flags, leaps, transitions, types, letters.
        var counts: [Int]

        var transitions: Int { counts[3] }
        var types: Int { counts[4] }

        func size(ofTimes width: Int) -> Int {
            counts[0] + counts[1] + counts[2] * (width + 4) + counts[3] * (width + 1)
                + counts[4] * 6 + counts[5]
        }
    }

    private mutating func readFile() throws(Malformed) -> ZoneTable {
        let first = try readHeader()
        guard first.version > 0 else { return try readBody(first, width: 4) }
        try skip(first.size(ofTimes: 4))
        let second = try readHeader()
        var table = try readBody(second, width: 8)
        table.rule = try readFooter()
        return table
    }

    private mutating func readHeader() throws(Malformed) -> Header {
        guard try take(4).elementsEqual("TZif".utf8) else {
            throw Malformed(reason: "it does not begin with `TZif`")
        }
        let version = try readByte()
        try skip(15)
        var counts: [Int] = []
        for _ in 0..<6 { counts.append(Int(try readBigEndian(4))) }
        return Header(version: version, counts: counts)
    }

    private mutating func readBody(_ header: Header, width: Int) throws(Malformed) -> ZoneTable {
        let end = position + header.size(ofTimes: width)
        guard end <= bytes.count else { throw Malformed(reason: "it ends too early") }
        guard header.types > 0 else { throw Malformed(reason: "it has no offset") }
        guard header.counts[2] == 0 else { throw Malformed(reason: "it counts leap seconds") }
        let instants = try readInstants(header.transitions, width: width)
        let indexes = try take(header.transitions)
        let offsets = try readOffsets(header.types)
        var following: [Int64] = []
        for index in indexes {
            guard Int(index) < offsets.count else {
                throw Malformed(reason: "a transition names an offset that it does not have")
            }
            following.append(offsets[Int(index)])
        }
        position = end
        return ZoneTable(initial: offsets[0], instants: instants, offsets: following, rule: nil)
    }

    private mutating func readInstants(_ count: Int, width: Int) throws(Malformed) -> [Int64] {
        var instants: [Int64] = []
        for _ in 0..<count {
            let raw = try readBigEndian(width)
            let instant = width == 4 ? Int64(Int32(truncatingIfNeeded: raw)) : raw
            if let last = instants.last, last >= instant {
                throw Malformed(reason: "its transitions are not in order")
            }
            instants.append(instant)
        }
        return instants
    }

    private mutating func readOffsets(_ count: Int) throws(Malformed) -> [Int64] {
        var offsets: [Int64] = []
        for _ in 0..<count {
            let offset = Int64(Int32(truncatingIfNeeded: try readBigEndian(4)))
            guard ZoneTable.possibleOffsets.contains(offset) else {
                throw Malformed(reason: "an offset of \(offset) seconds is impossible")
            }
            offsets.append(offset)
            try skip(2)
        }
        return offsets
    }

    private mutating func readFooter() throws(Malformed) -> PosixRule? {
        guard try readByte() == UInt8(ascii: "\n") else {
            throw Malformed(reason: "its footer is missing")
        }
        guard let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) else {
            throw Malformed(reason: "its footer does not end")
        }
        let text = bytes[position..<end]
        guard !text.isEmpty else { return nil }
        guard let rule = PosixRule(parsing: text) else {
            let shown = String(decoding: text.prefix(60), as: UTF8.self)
            throw Malformed(reason: "its footer `\(shown)` cannot be read")
        }
        return rule
    }

    private mutating func take(_ count: Int) throws(Malformed) -> ArraySlice<UInt8> {
        guard count <= bytes.count - position else { throw Malformed(reason: "it ends too early") }
        defer { position += count }
        return bytes[position..<position + count]
    }

    private mutating func skip(_ count: Int) throws(Malformed) {
        _ = try take(count)
    }

    private mutating func readByte() throws(Malformed) -> UInt8 {
        guard let byte = try take(1).first else { throw Malformed(reason: "it ends too early") }
        return byte
    }

    /// 4 bytes give a number without a sign, 8 bytes one with it.
    private mutating func readBigEndian(_ width: Int) throws(Malformed) -> Int64 {
        var value: UInt64 = 0
        for byte in try take(width) { value = value << 8 | UInt64(byte) }
        return Int64(bitPattern: value)
    }
}
