import OnusRuntime
import Testing

@Suite("Paths side by side")
struct PathComparisonTests {
    private static func lines(_ expected: String, _ got: String) -> [String] {
        PathComparison(expected: expected.map(String.init), got: got.map(String.init)).rows.map {
            "\($0.expected ?? ".")\($0.got ?? ".")"
        }
    }

    @Test("what both have stands on the same line, as much of it as there is")
    func rows() {
        #expect(Self.lines("abc", "abc") == ["aa", "bb", "cc"])
        #expect(Self.lines("abd", "acd") == ["aa", "b.", ".c", "dd"])
        #expect(Self.lines("abc", "a") == ["aa", "b.", "c."])
        #expect(Self.lines("", "ab") == [".a", ".b"])
        #expect(Self.lines("abcab", "bcabx") == ["a.", "bb", "cc", "aa", "bb", ".x"])
    }

    @Test("paths of thousands of steps are put side by side as well")
    func long() {
        let expected = (0..<4_000).map { "a\($0)" }
        let got = (0..<4_000).map { "b\($0)" }
        #expect(PathComparison(expected: expected, got: got).rows.count == 8_000)
    }
}
