import OnusYAML
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite("Mutated texts")
struct FuzzTests {
    private static let texts: [[UInt8]] =
        OutsideCases.suite.map { Array($0.yaml.utf8) }
        + [
            "a: {b: [1, 'it''s', \"\\u00e9\"], c: |\n  d\n   e\n}",
            "é:\n  - 王: >-\n      x\n\n      y\n",
            "if: !a\nthen: &x {y: *x}\n<<: *z\n? [k]\n: v\n",
            "\u{FEFF}# c\r\n- 'a\r\n  b'\r\n- b: c\r\n",
        ].map { Array($0.utf8) }

    /// `ONUS_FUZZ_RUNS` asks for more, `ONUS_FUZZ_SEED` for others.
    private static func number(_ name: String, default standard: Int) -> Int {
        getenv(name).flatMap { Int(String(cString: $0)) } ?? standard
    }

    @Test("no mutation of a text crashes the layout, or leaves it something to do a second time")
    func layouts() {
        let runs = FuzzTests.number("ONUS_FUZZ_RUNS", default: 2_000)
        var mutation = Mutation(seed: UInt64(FuzzTests.number("ONUS_FUZZ_SEED", default: 1984)))
        for _ in 0..<runs {
            let bytes = mutation.text(from: FuzzTests.texts)
            guard case .text(let text) = YAMLLayout.canonical(bytes) else { continue }
            let written = String(decoding: bytes, as: UTF8.self)
            #expect(YAMLLayout.canonical(text) == .text(text), "\(written.debugDescription)")
        }
    }

    @Test("no mutation of a text crashes the reader or moves a place out of the text")
    func mutations() {
        let runs = FuzzTests.number("ONUS_FUZZ_RUNS", default: 2_000)
        var mutation = Mutation(seed: UInt64(FuzzTests.number("ONUS_FUZZ_SEED", default: 2026)))
        let limits = YAMLLimits(
            bytes: 4_000, depth: 12, nodes: 200, expandedNodes: 300, problems: 9)
        for _ in 0..<runs {
            let bytes = mutation.text(from: FuzzTests.texts)
            for features in [[], .aliases, .all] as [YAMLFeatures] {
                let reading = YAMLReader.read(bytes, limits: limits, allowing: features)
                let faults = Faults(in: reading, of: bytes, allowing: features).found
                #expect(faults.isEmpty, "\(faults) in \(String(decoding: bytes, as: UTF8.self))")
            }
        }
    }
}

/// What is wrong with a reading whatever the text was.
private struct Faults {
    private(set) var found: [String] = []
    private let bytes: [UInt8]

    init(in reading: YAMLReading, of bytes: [UInt8], allowing features: YAMLFeatures) {
        self.bytes = bytes
        for problem in reading.problems {
            check(problem.span, "problem \(problem)")
            if let note = problem.note { check(note.span, "note of \(problem)") }
            if problem.message.isEmpty || problem.help?.isEmpty == true {
                found.append("a problem without words")
            }
            if problem.message.contains("cannot be read on from here") {
                found.append("no sentence for: \(problem)")
            }
        }
        if reading.documents.isEmpty, reading.problems.isEmpty, !features.contains(.documents) {
            found.append("neither a node nor a problem")
        }
        if reading.problems.contains(where: { $0.code == .syntax }), reading.root != nil {
            found.append("a root beside a syntax problem")
        }
        for root in reading.documents { check(root) }
    }

    private mutating func check(_ node: Node) {
        check(node.span, "node")
        switch node.kind {
        case .alias(let target): check(target.span, "target")
        case .sequence(let elements):
            for element in elements { check(element) }
        case .mapping(let entries):
            for entry in entries {
                check(entry.key)
                check(entry.value)
            }
        case .scalar(let text, _):
            for offset in 0...text.utf8.count {
                let place = node.position(ofScalarOffset: offset)
                check(SourceSpan(start: node.position, end: place), "place in a scalar")
            }
        }
    }

    private mutating func check(_ span: SourceSpan, _ what: String) {
        let isOrdered = 0 <= span.start.offset && span.start.offset <= span.end.offset
        let isInside = span.end.offset <= bytes.count && span.start.line >= 1
        let lines = bytes.count { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } + 1
        // A line separator that is refused is a line of its own to libyaml.
        let isShown = span.start.column >= 1 && span.end.line <= lines + bytes.count { $0 > 0x7F }
        if !(isOrdered && isInside && isShown) { found.append("\(what) at \(span)") }
    }
}

/// Changes texts in ways that parsers dislike, the same way for the same seed.
private struct Mutation {
    private var seed: UInt64
    private static let pieces: [[UInt8]] =
        [
            "\t", "\r", "\n", "\n  ", "- ", ": ", "? ", "[", "]", "{", "}", ",", "'", "\"", "\\",
            "\\u12",
            "|\n", ">2-\n", "&a ", "*a", "!b ", "!!str ", "!<", "%YAML 1.2\n", "---\n", "...\n",
            "#", "<<: ",
            "\u{FEFF}", "\u{2028}", "\u{85}", "😀", "@", "`", "${ x }", "a:b", "\0",
        ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xED, 0xA0, 0x80]]

    init(seed: UInt64) {
        self.seed = seed
    }

    mutating func text(from texts: [[UInt8]]) -> [UInt8] {
        var text = texts[pick(texts.count)]
        for _ in 0...pick(6) { change(&text, with: texts) }
        return text
    }

    private mutating func change(_ text: inout [UInt8], with texts: [[UInt8]]) {
        let place = pick(text.count + 1)
        switch pick(6) {
        case 0: text.insert(contentsOf: Mutation.pieces[pick(Mutation.pieces.count)], at: place)
        case 1: text.removeSubrange(place..<min(text.count, place + pick(5)))
        case 2: text.removeSubrange(place...)
        case 3: text.insert(contentsOf: text[place..<min(text.count, place + pick(30))], at: place)
        case 4: text.insert(contentsOf: texts[pick(texts.count)].prefix(pick(40)), at: place)
        default: if place < text.count { text[place] = UInt8(pick(256)) }
        }
    }

    private mutating func pick(_ limit: Int) -> Int {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(seed >> 33) % limit
    }
}
