import OnusYAML
import Testing

@Suite("Refusals")
struct RefusalTests {
    private func only(_ yaml: String) throws -> YAMLProblem {
        let problems = YAMLReader.read(yaml).problems
        #expect(problems.count == 1)
        return try #require(problems.first)
    }

    @Test("a key given twice is refused with both places")
    func duplicate() throws {
        let problem = try only("a: 1\nb: 2\n'a': 3\n")
        #expect(problem.code == .duplicateKey)
        #expect(problem.message == "the key `a` is given twice; it stands on line 1 too")
        #expect(problem.help == "remove or rename one of them")
        #expect(problem.span.description == "3:1-3:4")
        #expect(problem.note?.message == "first given here")
        #expect(problem.note?.span.description == "1:1-1:2")
    }

    @Test("keys given twice are found in a long mapping too, each at its own place")
    func longMapping() {
        let keys = (0..<40).map { "k\($0): x" } + ["k7: y", "k39: z", "k7: w"]
        let reading = YAMLReader.read(keys.joined(separator: "\n"))
        #expect(reading.problems.map(\.span.start.line) == [41, 42, 43])
        #expect(reading.problems.map(\.note?.span.start.line) == [8, 40, 8])
        #expect(reading.root?["k7"]?.scalar == "x")
    }

    @Test("the same key in two mappings is no mistake")
    func apart() {
        #expect(YAMLReader.read("a: {b: 1}\nc: {b: 1, a: 2}\n- b").problems.first?.code == .syntax)
        #expect(YAMLReader.read("a: {b: 1}\nc: {b: 1, a: 2}\n").problems == [])
    }

    @Test("everything that is refused is reported in one pass, and the tree stands")
    func together() throws {
        let reading = YAMLReader.read(
            "a: !done\nb: &x 1\nc: *x\n<<: {d: 1}\na: 2\ne: !!str 5\n[f]: 6\n")
        #expect(
            reading.problems.map(\.code) == [
                .tag, .anchor, .alias, .mergeKey, .duplicateKey, .tag, .unusableKey,
            ])
        let root = try #require(reading.root)
        #expect(root.count == 7)
        #expect(root["a"]?.isRefused == true)
        #expect(root["c"]?.isRefused == true)
        #expect(root["c"]?.scalar == "*x")
        #expect(root["d"] == nil)
        #expect(root.isRefused == false)
    }

    @Test("a value that begins with `!` is shown in quotes")
    func tag() throws {
        let problem = try only("if: !steps.a.ok\n")
        #expect(problem.message == "`!steps.a.ok` is a YAML tag, and tags are not used here")
        #expect(problem.help == "quote the expression: `\"!steps.a.ok\"`")
        #expect(problem.span.description == "1:5-1:16")
        #expect(try only("a: !!int \"3\"").help?.hasPrefix("remove `!!int`") == true)
    }

    @Test("anchors and aliases are refused with the way to write it")
    func anchors() throws {
        #expect(try only("a: &b c").span.description == "1:4-1:6")
        #expect(try only("a: &b [c]").message.hasPrefix("`&b` is a YAML anchor"))
        #expect(try only("é: *b").span.description == "1:4-1:6")
        #expect(try only("a: *b").message == "`*b` is a YAML alias, and aliases are not used here")
    }

    @Test("a key must be a name")
    func keys() throws {
        #expect(try only("with: {{ x }}").help?.contains("quote the value") == true)
        #expect(try only("? [a]\n: b").message == "a key must be a name, not a list or a mapping")
        #expect(try only("\"\": b").message == "an empty key stands here")
    }

    @Test("a second document is refused where it begins, and the first one is read")
    func documents() throws {
        let reading = YAMLReader.read("a: 1\n---\nb: 2\n")
        #expect(reading.problems.map(\.code) == [.severalDocuments])
        #expect(reading.problems.first?.span.start.description == "2:1")
        #expect(reading.root?["a"]?.scalar == "1")
        #expect(YAMLReader.read("---\na: 1\n...\n").problems == [])
    }

    @Test("an alias is a reference to its node, never a copy")
    func reference() throws {
        let reading = YAMLReader.read("a: &x {b: 1}\nc: *x\n", allowing: .aliases)
        #expect(reading.problems == [])
        guard case .alias(let target)? = reading.root?["c"]?.kind else {
            Issue.record("no alias")
            return
        }
        #expect(target["b"]?.scalar == "1")
        #expect(target.span == reading.root?["a"]?.span)
    }

    @Test("an alias to nothing, or to what it stands in, is refused")
    func lostAliases() {
        let unknown = YAMLReader.read("a: *x", allowing: .aliases).problems
        #expect(unknown.map(\.message) == ["`*x` names no anchor above it"])
        let cycle = YAMLReader.read("a: &x [*x]", allowing: .aliases).problems
        #expect(cycle.map(\.message) == ["`*x` stands inside the value that it names"])
    }
}
