import OnusYAML
import Testing

@Suite("Bad input")
struct BadInputTests {
    private func only(
        _ bytes: [UInt8], limits: YAMLLimits = .standard, allowing features: YAMLFeatures = []
    ) throws -> YAMLProblem {
        let reading = YAMLReader.read(bytes, limits: limits, allowing: features)
        #expect(reading.problems.count == 1)
        #expect(reading.root == nil)
        return try #require(reading.problems.first)
    }

    private func only(
        _ text: String, limits: YAMLLimits = .standard, allowing features: YAMLFeatures = []
    ) throws -> YAMLProblem {
        try only(Array(text.utf8), limits: limits, allowing: features)
    }

    @Test("an empty text is refused, with comments only too", arguments: ["", " \n", "# a\n\n"])
    func empty(_ text: String) throws {
        #expect(try only(text).message == "the file has no content")
    }

    @Test("a text over the byte limit is refused before it is looked at")
    func large() throws {
        let problem = try only([UInt8](repeating: 0, count: (8 << 20) + 1))
        #expect(problem.code == .tooLarge)
        #expect(problem.message == "the text has 8388609 bytes; at most 8 MiB are read")
        #expect(try only("abcd", limits: YAMLLimits(bytes: 3)).code == .tooLarge)
    }

    @Test(
        "ten thousand collections inside each other stop at the sixty-fifth",
        arguments: ["[", "{a: ", "- ", "? "])
    func deep(_ opener: String) throws {
        let problem = try only(String(repeating: opener, count: 10_000), allowing: .anyKeys)
        #expect(problem.code == .tooDeep)
        #expect(problem.span.start.column == 64 * opener.count + 1)
        #expect(problem.message.contains("more than 64 deep"))
    }

    @Test("sixty-four collections inside each other are read")
    func notTooDeep() {
        let text = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        #expect(YAMLReader.read(text).problems == [])
    }

    @Test("too many nodes are refused where they become too many")
    func manyNodes() throws {
        let text = String(repeating: "- a\n", count: 20)
        let problem = try only(text, limits: YAMLLimits(nodes: 10))
        #expect(problem.code == .tooManyNodes)
        #expect(problem.span.start.description == "10:3")
        #expect(YAMLReader.read(text, limits: YAMLLimits(nodes: 21)).problems == [])
    }

    @Test("an alias bomb is refused without being expanded")
    func bomb() throws {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        for level in 1..<60 {
            let aliases = [String](repeating: "*a\(level - 1)", count: 9)
            text += "a\(level): &a\(level) [\(aliases.joined(separator: ", "))]\n"
        }
        let problem = try only(text, allowing: .aliases)
        #expect(problem.code == .expandsTooFar)
        #expect(problem.message == "the aliases up to here stand for more than 2000000 values")
        #expect(problem.span.start.line == 7)
    }

    @Test("aliases count as what they stand for, exactly")
    func weight() {
        let text = "- &a [1, 2]\n- *a\n- *a\n"
        #expect(
            YAMLReader.read(text, limits: YAMLLimits(expandedNodes: 10), allowing: .aliases)
                .problems == [])
        #expect(
            YAMLReader.read(text, limits: YAMLLimits(expandedNodes: 9), allowing: .aliases)
                .problems.map(\.span.start.description) == ["3:3"])
    }

    @Test("a flood of %TAG lines is refused, which libyaml would take minutes to read")
    func tagDirectives() throws {
        let lines = (0..<100_000).map { "%TAG !a\($0)! b\n" }.joined()
        let problem = try only("a: 1\n...\n" + lines + "--- a", allowing: .all)
        #expect(problem.message == "the text has more than 16 `%TAG` lines")
        #expect(problem.span.start.description == "19:1")
    }

    @Test("only so many problems are listed")
    func manyProblems() {
        let text = String(repeating: "- !a b\n", count: 500)
        let problems = YAMLReader.read(text).problems
        #expect(problems.count == 101)
        #expect(problems.last?.code == .more)
        #expect(
            problems.last?.message == "there are more problems than the 100 that are listed")
    }
}
