/// Finds what makes bytes no readable text: other encodings, damage, control characters.
enum TextDamage {
    /// What the first bytes say when they are not UTF-8's.
    static func foreignEncoding(of bytes: [UInt8]) -> YAMLProblem? {
        let head = bytes.prefix(4) + [1, 1, 1, 1]
        let name: String? =
            switch (head[0], head[1], head[2], head[3]) {
            case (0xFF, 0xFE, 0, 0), (0, 0, 0xFE, 0xFF): "UTF-32"
            case (0xFF, 0xFE, _, _), (0xFE, 0xFF, _, _): "UTF-16"
            case (0, 1..., 0, 1...), (1..., 0, 1..., 0): "UTF-16"
            default: nil
            }
        guard let name else { return nil }
        return YAMLProblem(
            .encoding, "the file is \(name), not UTF-8", at: SourceSpan(at: .start),
            help: "save it as UTF-8, or convert it: `iconv -f \(name) -t UTF-8`")
    }

    /// The first byte or character that no YAML text may have.
    static func first(in source: SourceText) -> YAMLProblem? {
        var offset = source.markLength
        while offset < source.bytes.count {
            let byte = source.bytes[offset]
            if byte >= 0x80 {
                guard let (scalar, width) = character(at: offset, in: source.bytes) else {
                    return notUTF8(at: offset, in: source)
                }
                if isRefused(scalar) { return control(scalar, at: offset, in: source) }
                offset += width
            } else {
                if isRefused(UInt32(byte)) {
                    return control(UInt32(byte), at: offset, in: source)
                }
                offset += 1
            }
        }
        return nil
    }

    /// Reports the characters that YAML 1.1 readers take for line breaks and editors do not.
    static func separators(in source: SourceText, to problems: inout ProblemList) {
        guard !source.isASCII else { return }
        let bytes = source.bytes
        var offset = 0
        while offset < bytes.count, !problems.isFull {
            let end = source.end(ofCharacterAt: offset)
            let name: String? =
                switch bytes[offset] {
                case 0xC2 where bytes[offset..<end].elementsEqual([0xC2, 0x85]): "0085"
                case 0xE2 where bytes[offset..<end].elementsEqual([0xE2, 0x80, 0xA8]): "2028"
                case 0xE2 where bytes[offset..<end].elementsEqual([0xE2, 0x80, 0xA9]): "2029"
                default: nil
                }
            if let name { problems.add(separator(name, at: offset, in: source)) }
            offset = end
        }
    }

    private static func separator(
        _ name: String, at offset: Int, in source: SourceText
    ) -> YAMLProblem {
        YAMLProblem(
            .character, "the invisible line separator U+\(name) stands here",
            at: SourceSpan(at: source.position(atOffset: offset)),
            help: "replace it by a line break, or write `\\u\(name)` in double quotes")
    }

    private static func notUTF8(at offset: Int, in source: SourceText) -> YAMLProblem {
        let byte = String(source.bytes[offset], radix: 16, uppercase: true)
        return YAMLProblem(
            .encoding, "the file is not UTF-8: byte `0x\(byte)` at offset \(offset)",
            at: SourceSpan(at: source.position(atOffset: offset)),
            help: "save it as UTF-8, or convert it: `iconv -f GB18030 -t UTF-8`, "
                + "with the encoding it has")
    }

    private static func control(
        _ scalar: UInt32, at offset: Int, in source: SourceText
    ) -> YAMLProblem {
        let span = SourceSpan(at: source.position(atOffset: offset))
        if scalar == 0 {
            return YAMLProblem(
                .character, "the file is binary: it has a zero byte at offset \(offset)", at: span,
                help: "check the path; a YAML file is a text")
        }
        if source.bytes.prefix(4096).contains(0) {
            return YAMLProblem(
                .character, "this is a binary file, not YAML", at: span,
                help: "check the path; a YAML file is a text")
        }
        let digits = String(scalar, radix: 16, uppercase: true)
        let name = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        return YAMLProblem(
            .character, "the control character U+\(name) stands here", at: span,
            help: "remove it, or write `\\u\(name)` in double quotes")
    }

    private static func isRefused(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x09, 0x0A, 0x0D, 0x85, 0x20...0x7E, 0xA0...0xFFFD: false
        case 0..<0xA0, 0xFFFE, 0xFFFF: true
        default: false
        }
    }

    /// Decodes one character of more than one byte; nil where it is no UTF-8.
    private static func character(
        at offset: Int, in bytes: [UInt8]
    ) -> (scalar: UInt32, width: Int)? {
        var decoder = UTF8()
        var rest = bytes[offset..<min(offset + 4, bytes.count)].makeIterator()
        guard case .scalarValue(let scalar) = decoder.decode(&rest) else { return nil }
        return (scalar.value, String(scalar).utf8.count)
    }
}
