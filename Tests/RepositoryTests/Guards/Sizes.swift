import Testing

// Files of 400 lines and functions of 60 are too long; a function that is one plain dispatching
// switch may have 80.

enum Sizes {
    static let file = 400
    static let function = 60
    static let dispatch = 80
    /// How many lines one case of a dispatching switch may take.
    static let dispatchedCase = 5

    static func violations(in file: SourceFile) -> [Violation] {
        var found: [Violation] = []
        if file.lines.count > Self.file {
            found.append(
                file.violation(nil, "\(file.lines.count) lines; split it, \(Self.file) is the end"))
        }
        for function in FunctionFinder.functions(in: file) {
            let limit = isPlainDispatch(function.body) ? dispatch : Self.function
            guard function.lines.count > limit else { continue }
            found.append(
                file.violation(
                    function.lines.lowerBound,
                    "`\(function.name)` has \(function.lines.count) lines; \(limit) is the end"))
        }
        return found
    }

    /// True when a body is a single switch whose cases are all short.
    static func isPlainDispatch(_ body: String) -> Bool {
        let lines = body.split(separator: "\n").map { $0.drop { $0 == " " } }
            .filter { !$0.isEmpty }
        guard let first = lines.first, let last = lines.last,
            first.hasPrefix("switch ") || first.hasPrefix("return switch "), last == "}"
        else { return false }
        var depth = 0
        var sinceCase = 0
        for (number, line) in lines.enumerated() {
            depth += line.count { $0 == "{" } - line.count { $0 == "}" }
            if depth == 0, number < lines.count - 1 { return false }
            sinceCase = line.hasPrefix("case ") || line.hasPrefix("default") ? 0 : sinceCase + 1
            if sinceCase > dispatchedCase { return false }
        }
        return true
    }
}

@Suite("sizes")
struct SizeTests {
    @Test("no file and no function is too long")
    func house() {
        #expect(Repository.all.flatMap(Sizes.violations) == [])
    }

    @Test("a file of 401 lines is stopped, one of 400 is not")
    func longFile() {
        func lines(_ count: Int) -> SourceFile {
            SourceFile(
                path: "Sources/A/A.swift", text: String(repeating: "let a = 1\n", count: count))
        }
        #expect(Sizes.violations(in: lines(401)).count == 1)
        #expect(Sizes.violations(in: lines(400)) == [])
    }

    @Test("a function of 61 lines is stopped, one of 60 is not")
    func longFunction() {
        func function(_ count: Int) -> SourceFile {
            let body = String(repeating: "    g()\n", count: count - 2)
            return SourceFile(path: "Sources/A/A.swift", text: "\nfunc f() {\n\(body)}\n")
        }
        #expect(
            Sizes.violations(in: function(61)) == [
                Violation(
                    path: "Sources/A/A.swift", line: 2, message: "`f` has 61 lines; 60 is the end")
            ])
        #expect(Sizes.violations(in: function(60)) == [])
    }

    @Test("a plain dispatching switch may have 80 lines, one with long cases may not")
    func dispatch() {
        func function(cases: Int, linesEach: Int) -> SourceFile {
            let one = "    case .a:\n" + String(repeating: "        g()\n", count: linesEach)
            let all = String(repeating: one, count: cases)
            return SourceFile(
                path: "Sources/A/A.swift",
                text: "func f() {\n    switch a {\n\(all)    }\n}\n")
        }
        #expect(Sizes.violations(in: function(cases: 38, linesEach: 1)) == [])
        #expect(Sizes.violations(in: function(cases: 39, linesEach: 1)).count == 1)
        #expect(Sizes.violations(in: function(cases: 9, linesEach: 6)).count == 1)
    }
}
