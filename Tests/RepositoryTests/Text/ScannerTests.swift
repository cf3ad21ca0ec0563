import Testing

@Suite("code is told from comments and strings")
struct ScannerTests {
    private func code(_ text: String) -> String { SwiftScanner(text).code }

    @Test(
        "what stands in strings and comments is no code",
        arguments: [
            (#"let a = "b!" + c"#, #"let a = "  " + c"#),
            (#"let a = "\"b" + c"#, #"let a = "   " + c"#),
            (##"let a = #"b"c"# + d"##, ##"let a =  "   "  + d"##),
            (##"let a = #"""# + d"##, ##"let a =  " "  + d"##),
            ("a /* b /* c */ d */ e", "a                   e"),
            ("a // b", "a     "),
            ("let r = /a\"b/ ; c", "let r =       ; c"),
            ("let r = #/a\"/b/# ; c", "let r =          ; c"),
            ("a / b / c", "a / b / c"),
            (#"let a = "" + b"#, #"let a = "" + b"#),
        ])
    func blanks(text: String, expected: String) {
        #expect(code(text) == expected)
    }

    @Test("the code of an interpolation is code, strings inside it are not")
    func interpolation() {
        #expect(code(#""a\(b ? "}" : f(c))d" + e"#) == #""  (b ? " " : f(c)) " + e"#)
        #expect(code(##"#"a\(b)\#(c)"#"##) == ##" "       (c)" "##)
    }

    @Test("a string of several lines ends at its own mark only")
    func multiline() {
        let text = "let a = \"\"\"\n  \"quoted\" { // \\(b)\n  \"\"\" + c\nd"
        let lines = code(text).split(separator: "\n").map { $0.filter { $0 != " " } }
        #expect(lines == ["leta=\"", "(b)", "\"+c", "d"])
    }

    @Test("lines keep their numbers, comments keep their words")
    func lines() {
        let file = SourceFile(path: "Sources/A/A.swift", text: "a // b\n/* c\nd */ e\n")
        #expect(file.lines.count == 3)
        #expect(file.code.map { $0.filter { $0 != " " } } == ["a", "", "e"])
        #expect(file.comments.map { $0.filter { $0 != " " } } == ["//b", "/*c", "d*/"])
    }
}

@Suite("functions are found with their lines")
struct FunctionFinderTests {
    private func functions(_ text: String) -> [Function] {
        FunctionFinder.functions(in: SourceFile(path: "Sources/A/A.swift", text: text))
    }

    @Test("functions, initialisers, subscripts and computed properties count")
    func kinds() {
        let text = """
            struct A {
                var stored = 1
                var lazyOne: Int { stored }
                init(a: () -> Int = { 1 }) {
                    self.init(b: "}")
                }
                subscript(i: Int) -> Int { i }
                func f<T>(
                    _ t: T
                ) throws -> [T]
                where T: B
                {
                    func inner() { g() }
                }
            }
            """
        let found = functions(text)
        #expect(found.map(\.name) == ["lazyOne", "init", "subscript", "f", "inner"])
        #expect(found.map(\.lines) == [3...3, 4...6, 7...7, 8...14, 13...13])
    }

    @Test("a requirement without a body is none")
    func requirements() {
        let text = """
            protocol P {
                func f() -> Int
                init(a: Int)
                var b: Int { get }
                static func g(_ c: () -> Void)
            }
            func last() { }
            """
        #expect(functions(text).map(\.name) == ["b", "last"])
    }
}
