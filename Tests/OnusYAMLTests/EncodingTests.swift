import OnusYAML
import Testing

@Suite("Encodings")
struct EncodingTests {
    private func only(_ bytes: [UInt8]) throws -> YAMLProblem {
        let reading = YAMLReader.read(bytes)
        #expect(reading.problems.count == 1)
        return try #require(reading.problems.first)
    }

    @Test("a byte that is not UTF-8 is named with its offset, line and column")
    func notUTF8() throws {
        let problem = try only(Array("a: b\né: c".utf8) + [0xE9, 0x0A])
        #expect(problem.code == .encoding)
        #expect(problem.message == "the file is not UTF-8: byte `0xE9` at offset 10")
        #expect(problem.span.start == SourcePosition(line: 2, column: 5, offset: 10))
        #expect(problem.help?.contains("save it as UTF-8") == true)
    }

    @Test(
        "overlong, surrogate, cut and too large sequences are not UTF-8",
        arguments: [[0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xE4, 0xBD], [0xF4, 0x90, 0x80, 0x80]])
    func damaged(_ bytes: [UInt8]) throws {
        let problem = try only(Array("a: ".utf8) + bytes)
        #expect(problem.code == .encoding)
        #expect(problem.span.start.offset == 3)
    }

    @Test("damage behind a mistake and behind a long text is found as well")
    func lateDamage() throws {
        let long = String(repeating: "- abcdefgh\n", count: 5_000)
        #expect(try only(Array((long + "a: b: c\n").utf8) + [0xFF]).code == .encoding)
        let problem = try only(Array(long.utf8) + [0x2D, 0x20, 0x80, 0x0A])
        #expect(problem.span.start.description == "5001:3")
    }

    @Test(
        "UTF-16 and UTF-32 are named",
        arguments: [
            ([0xFF, 0xFE, 0x61, 0x00], "UTF-16"), ([0xFE, 0xFF, 0x00, 0x61], "UTF-16"),
            ([0x61, 0x00, 0x3A, 0x00], "UTF-16"), ([0x00, 0x61, 0x00, 0x3A], "UTF-16"),
            ([0xFF, 0xFE, 0x00, 0x00], "UTF-32"), ([0x00, 0x00, 0xFE, 0xFF], "UTF-32"),
        ] as [([UInt8], String)])
    func utf16(_ bytes: [UInt8], _ name: String) throws {
        let problem = try only(bytes)
        #expect(problem.message == "the file is \(name), not UTF-8")
        #expect(problem.help == "save it as UTF-8, or convert it: `iconv -f \(name) -t UTF-8`")
    }

    @Test("a binary file is refused as one")
    func binary() throws {
        let problem = try only([0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0])
        #expect(problem.message == "this is a binary file, not YAML")
        #expect(
            try only([0x61, 0x62, 0x0A, 0x00, 0x0A]).message
                == "the file is binary: it has a zero byte at offset 3")
        #expect(YAMLReader.read([0]).problems.first?.code == .character)
    }

    @Test("a control character is refused at its place")
    func control() throws {
        let problem = try only(Array("a: b\u{7}c".utf8))
        #expect(problem.span.start.description == "1:5")
        #expect(problem.help == "remove it, or write `\\u0007` in double quotes")
    }

    @Test("an invisible line separator is refused, so that lines are those of the editor")
    func separators() throws {
        let problem = try only(Array("a: \"b\u{2028}c\"\nd: e".utf8))
        #expect(problem.code == .character)
        #expect(problem.span.start.description == "1:6")
        let comment = YAMLReader.read("a: b # \u{85} c").problems
        #expect(comment.first?.message == "the invisible line separator U+0085 stands here")
    }

    @Test("a byte order mark is skipped and counts in no column")
    func byteOrderMark() throws {
        let root = try #require(YAMLReader.read([0xEF, 0xBB, 0xBF] + Array("a: bc".utf8)).root)
        #expect(root["a"]?.scalar == "bc")
        #expect(root["a"]?.span.start == SourcePosition(line: 1, column: 4, offset: 6))
        #expect(root["a"]?.position(ofScalarOffset: 1).offset == 7)
        #expect(try only([0xEF, 0xBB, 0xBF]).code == .empty)
    }

    @Test("carriage returns end lines as line feeds do")
    func carriageReturns() throws {
        let reading = YAMLReader.read("a: 1\r\nb:\r\n  - |\r\n    x\r\n    y\r\n")
        #expect(reading.problems == [])
        #expect(reading.root?["b"]?.elements?.first?.scalar == "x\ny\n")
        #expect(reading.root?["b"]?.position.description == "3:3")
        let broken = YAMLReader.read("a: 1\r\n\tb: 2\r\n").problems
        #expect(broken.map(\.span.start.description) == ["2:1"])
    }

    @Test("characters beyond the first plane count as one column")
    func wide() throws {
        let root = try #require(YAMLReader.read("- [😀, 王, b]").root)
        let places = root.elements?[0].elements?.map(\.span.start.column)
        #expect(places == [4, 7, 10])
        #expect(root.elements?[0].elements?.map(\.span.start.offset) == [3, 9, 14])
    }
}
