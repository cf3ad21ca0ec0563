import OnusYAML
import Testing

@Suite("Places inside a text")
struct ScalarPlaceTests {
    /// The place of `x` in the only scalar of a text.
    private func place(ofXIn yaml: String) throws -> String {
        let root = try #require(YAMLReader.read(yaml).root)
        let node = try #require(root["a"] ?? root.elements?.first)
        let text = try #require(node.scalar)
        let index = try #require(text.firstIndex(of: "x"))
        let offset = text.utf8.distance(from: text.startIndex, to: index)
        return node.position(ofScalarOffset: offset).description
    }

    @Test(
        "a character of the text is found where it was written",
        arguments: [
            ("a: bcx", "1:6"),
            ("a: 'b''cx'", "1:9"),
            (#"a: "b\"\tx""#, "1:10"),
            (#"a: "\u00e9\x41\U0001F600x""#, "1:25"),
            (#"a: "\L\_x""#, "1:9"),
            ("a: 王小明x", "1:7"),
            ("a: \"éx\"", "1:6"),
            ("a: b\n  c x", "2:5"),
            ("a: b\n\n\n  c x", "4:5"),
            ("a: 'b  \n\n  x'", "3:3"),
            ("a: \"b\\\n    c\\n x\"", "2:9"),
            ("a: \"b \\\n\n   x\"", "3:4"),
            ("a: |\n  b\n    c x\n", "3:7"),
            ("a: |\n\n  b\n\n  x\n", "5:3"),
            ("a: |2-\n    b\n   x\n", "3:4"),
            ("a: >\n  b\n  c\n\n  d\n   e\n  x\n", "7:3"),
            ("a: > # why\n  é x\n", "2:5"),
            ("a: b\r\n  x", "2:3"),
        ])
    func found(_ yaml: String, _ expected: String) throws {
        #expect(try place(ofXIn: yaml) == expected)
    }

    @Test("the end of a text is the place behind its last character")
    func end() throws {
        let root = try #require(YAMLReader.read("a: 'b''c'\nd: e\nf: ''").root)
        #expect(root["a"]?.position(ofScalarOffset: 3).description == "1:9")
        #expect(root["a"]?.position(ofScalarOffset: 99).description == "1:9")
        #expect(root["a"]?.position(ofScalarOffset: -1).description == "1:5")
        #expect(root["d"]?.position(ofScalarOffset: 1).description == "2:5")
        #expect(root["f"]?.position(ofScalarOffset: 0).description == "3:4")
        #expect(root.position(ofScalarOffset: 1).description == "1:1")
    }

    @Test("every character of every text in the test suite is found at itself or at an escape")
    func suite() {
        for single in OutsideCases.suite where !single.fails {
            let reading = YAMLReader.read(single.yaml, allowing: .all)
            for root in reading.documents { check(root, single) }
        }
    }

    private func check(_ node: Node, _ single: SuiteCase) {
        switch node.kind {
        case .alias: break
        case .sequence(let elements):
            for element in elements { check(element, single) }
        case .mapping(let entries):
            for entry in entries {
                check(entry.key, single)
                check(entry.value, single)
            }
        case .scalar(let text, _): check(text, of: node, single)
        }
    }

    private func check(_ text: String, of node: Node, _ single: SuiteCase) {
        let source = Array(single.yaml.utf8)
        var offset = 0
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            let place = node.position(ofScalarOffset: offset).offset
            offset += bytes.count
            // Blanks and breaks fold into each other.
            guard !scalar.properties.isWhitespace else { continue }
            let found = source[min(place, source.count)...].prefix(bytes.count)
            let isEscape = node.style == .double && found.first == UInt8(ascii: "\\")
            #expect(
                Array(found) == bytes || isEscape,
                "\(single.id): `\(scalar)` of \(node.span) looked for at byte \(place)")
        }
    }
}
