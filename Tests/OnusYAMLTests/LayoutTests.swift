import OnusYAML
import Testing

@Suite("Canonical layout")
struct LayoutTests {
    private static func laidOut(_ text: String) -> String? {
        guard case .text(let bytes) = YAMLLayout.canonical(Array(text.utf8)) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(
        "blanks are put right, and nothing else",
        arguments: [
            ("a :   1\n", "a: 1\n"),
            ("a: {b:  1 ,c: [ 2,3 ] }   \n", "a: {b: 1, c: [2, 3]}\n"),
            ("a:\n- b\n-   c: 1\n    d: 2\n", "a:\n  - b\n  - c: 1\n    d: 2\n"),
            ("a:\n     b: 1\n     c:\n         d: 2", "a:\n  b: 1\n  c:\n    d: 2\n"),
            ("\n\na: 1\n\n\n\nb: 2\n\n\n", "a: 1\n\nb: 2\n"),
            ("a: 1\r\nb: 2\r\n", "a: 1\nb: 2\n"),
            ("a:\t1\n", "a: 1\n"),
            ("\u{FEFF}a: 1\n", "a: 1\n"),
            ("-   - a\n    - b\n", "- - a\n  - b\n"),
            ("a:\n    one\n", "a:\n  one\n"),
            ("a: 1\n\t\nb: 2\n", "a: 1\n\nb: 2\n"),
            ("a:\n \t \n  b: [1]\n\t\n\t\n  c: é\n\t", "a:\n\n  b: [1]\n\n  c: é\n"),
        ])
    func blanks(written: String, canonical: String) {
        #expect(Self.laidOut(written) == canonical)
    }

    @Test("values that stand below one another stay so, with one blank behind the longest key")
    func alignment() {
        #expect(Self.laidOut("a:      1\nlong:   2\n") == "a:    1\nlong: 2\n")
        #expect(Self.laidOut("a:   1\nlong:   2\n") == "a: 1\nlong: 2\n")
        #expect(Self.laidOut("a:    1\n\nlong: 2\n") == "a: 1\n\nlong: 2\n")
    }

    @Test("comments go where what they speak of goes, and keep their column behind a text")
    func comments() {
        let written = """
            # head
            a:
                # of b
                b: 1    # one
                c:  2 # two
            #   d: 3
            # end
            """
        let canonical = """
            # head
            a:
              # of b
              b: 1      # one
              c: 2  # two
            #   d: 3
            # end

            """
        #expect(Self.laidOut(written) == canonical)
    }

    @Test("texts of several lines keep what they say")
    func longTexts() {
        let block = "a:\n     b: |\n          one\n            two\n\n          three\n     c: 1\n"
        #expect(
            Self.laidOut(block) == "a:\n  b: |\n    one\n      two\n\n    three\n  c: 1\n")
        #expect(Self.laidOut("a:   'one\n        two'\n") == "a: 'one\n      two'\n")
        #expect(Self.laidOut("a: >+\n  one\n\n\n") == "a: >+\n  one\n\n\n")
        let list = "a: {b: 1,\n    c: 2}\n"
        #expect(Self.laidOut(list) == list)
    }

    @Test("what the reader refuses or a layout cannot keep is left alone")
    func refusals() {
        #expect(YAMLLayout.canonical(Array("a: &x 1\n".utf8)) == .unreadable)
        #expect(YAMLLayout.canonical(Array("? a\n: 1\n".utf8)) == .unsafe)
        #expect(YAMLLayout.canonical([]) == .unreadable)
    }

    @Test("every text of the suite keeps its events, and a second time nothing changes")
    func suite() {
        var left: [String] = []
        var done = 0
        for single in OutsideCases.suite where !single.fails {
            let before = YAMLReader.read(single.yaml)
            guard before.problems.isEmpty, before.root != nil else { continue }
            guard let text = Self.laidOut(single.yaml) else {
                left.append(single.id)
                continue
            }
            done += 1
            #expect(SuiteEvents(before).lines == SuiteEvents(YAMLReader.read(text)).lines)
            #expect(Self.laidOut(text) == text, "\(single.id)")
        }
        guard !OutsideCases.suite.isEmpty else { return }
        print("layout: \(done) texts of the suite laid out, left alone: \(left)")
        #expect(done > 100)
        #expect(left.count < 20)
    }
}
