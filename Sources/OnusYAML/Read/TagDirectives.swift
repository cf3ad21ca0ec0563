#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Counts `%TAG` lines before libyaml sees them.
///
/// WHY: libyaml compares every such line with all before it, within one step that nobody can end;
/// 8 MiB of them would keep it busy for minutes.
struct TagDirectives {
    private static let limit = 16
    private(set) var problem: YAMLProblem?

    init(in buffer: UnsafeBufferPointer<UInt8>, of source: SourceText) {
        var count = 0
        var offset = 0
        while let found = TagDirectives.percent(in: buffer, from: offset) {
            offset = found + 1
            guard TagDirectives.isDirective(buffer, at: found) else { continue }
            count += 1
            guard count > TagDirectives.limit else { continue }
            problem = YAMLProblem(
                .tag, "the text has more than \(TagDirectives.limit) `%TAG` lines",
                at: source.word(at: source.position(atOffset: found)),
                help: "remove them; tags are not used here")
            return
        }
    }

    private static func percent(in buffer: UnsafeBufferPointer<UInt8>, from offset: Int) -> Int? {
        guard let base = buffer.baseAddress, offset < buffer.count else { return nil }
        let found = memchr(base + offset, Int32(UInt8(ascii: "%")), buffer.count - offset)
        return found.map { UnsafeRawPointer($0) - UnsafeRawPointer(base) }
    }

    private static func isDirective(_ buffer: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
        guard buffer[offset...].starts(with: "%TAG".utf8) else { return false }
        guard offset > 0 else { return true }
        switch buffer[offset - 1] {
        case .newline, .carriageReturn: return true
        // The last bytes of U+0085, U+2028, U+2029 and of a byte order mark.
        case 0x85, 0xA8, 0xA9, 0xBF: return true
        default: return false
        }
    }
}
