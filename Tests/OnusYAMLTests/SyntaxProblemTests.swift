import OnusYAML
import Testing

@Suite("Syntax problems")
struct SyntaxProblemTests {
    /// A broken text, the place, the message and the help.
    typealias Broken = (yaml: String, place: String, message: String, help: String)

    @Test("keys, values and indentation", arguments: lines)
    func refusesLine(_ yaml: String, _ place: String, _ message: String, _ help: String) throws {
        try check((yaml, place, message, help))
    }

    @Test("quotes, brackets and signs", arguments: tokens)
    func refusesToken(_ yaml: String, _ place: String, _ message: String, _ help: String) throws {
        try check((yaml, place, message, help))
    }

    private func check(_ broken: Broken) throws {
        let reading = YAMLReader.read(broken.yaml)
        #expect(reading.root == nil)
        let problem = try #require(reading.problems.first)
        #expect(reading.problems.count == 1)
        #expect(problem.code == .syntax)
        #expect(problem.span.start.description == broken.place)
        #expect(problem.message == broken.message)
        #expect(problem.help == broken.help)
    }

    private static let lines: [Broken] = [
        (
            "a: b: c", "1:5", "a second `:` stands in this line",
            "quote the value if the `:` belongs to it: `\"b: c\"`"
        ),
        (
            "if: x ? 'a' : b", "1:13", "the `:` of this expression is read as the end of a key",
            "quote the whole expression: `\"x ? 'a' : b\"`"
        ),
        (
            "a: b\n  c: d", "2:3", "the key `c` stands where a value goes on",
            "indent it as the keys that it belongs to; a value that goes over several lines and "
                + "has a `:` is quoted"
        ),
        (
            "a:\n  b: 1\n c: 2", "3:2", "this line is indented unlike the entries before it",
            "begin it in column 1, where the mapping begins"
        ),
        (
            "a:\n  b: 1\n- x", "3:1", "a list item stands among the keys of a mapping",
            "indent it below the key that it belongs to"
        ),
        (
            "- a: 1\n b: 2", "2:2", "this line is no item of the list above it",
            "begin it with `- ` in column 1, or indent it as the key that it belongs to"
        ),
        (
            "x: 1\nfoo\nb: 2", "2:1", "`foo` has no `:`",
            "write `key: value`; a value that goes on here is indented deeper than its key"
        ),
        ("a:1\nb: 2", "1:1", "a space is missing behind the `:` of `a`", "write `a: 1`"),
        ("x: 1\na:1\nb: 2", "2:1", "a space is missing behind the `:` of `a`", "write `a: 1`"),
        (": x", "1:1", "a key is missing before this `:`", "write a name before it"),
        (
            "  a: 1\nb: 2", "2:1", "this line stands outside of what the file began with",
            "begin every top-level key in column 1, and close quotes and brackets above"
        ),
        (
            "a: 1\n...\nb: 2", "3:1", "the text goes on behind the `...` that ends it",
            "remove the `...`"
        ),
        ("\ta: 1", "1:1", "a tab cannot indent YAML", "indent with spaces"),
        ("a:\n\tb: 1", "2:1", "a tab cannot indent YAML", "indent with spaces"),
        ("a: |\n\tx", "2:1", "a tab cannot indent YAML", "indent with spaces"),
        (
            "a: - b", "1:4", "a list item cannot begin here",
            "put `- …` on a line of its own, or write the list as `[…]`; quote the value if the "
                + "`-` belongs to it"
        ),
        (
            "a: ? b", "1:4", "`?` followed by a blank begins a key, and none can stand here",
            "quote the value if the `?` belongs to it"
        ),
        (
            "a: \"x\" == y", "1:8", "the value ends before this",
            "quote the whole value: `'\"x\" == y'`"
        ),
        (
            "a: [b] + c", "1:8", "the value ends before this",
            "quote the whole value: `\"[b] + c\"`"
        ),
        (
            "a: 'it's'", "1:8", "the `'` before this ends the text",
            "inside single quotes write `''` for `'`; if this belongs to an expression, quote the "
                + "whole expression"
        ),
    ]

    private static let tokens: [Broken] = [
        ("a: [1, 2", "1:4", "this `[` is never closed", "add the `]`"),
        ("a: {x: 1", "1:4", "this `{` is never closed", "add the `}`"),
        ("a: [", "1:4", "this bracket or brace is never closed", "add what closes it"),
        (
            "a: [1, 2\nb: 3", "2:2", "the `[` of line 1 is not closed before this",
            "add the `]`, or the `,` between two values"
        ),
        (
            "a: {b: {c]}", "1:10", "a `,` or `}` is missing before this",
            "close the mapping, and quote values in it that contain `,`, `:`, brackets or braces"
        ),
        (
            "a: {x: ${ b }}", "1:9", "`${ … }` between `{` and `}` is not quoted",
            "quote it: `\"${ … }\"`"
        ),
        (
            "a: [1, , 2]", "1:8", "a value is missing before `,`",
            "write the value, or quote it if it begins with this"
        ),
        (
            "a: }", "1:4", "a value is missing before `}`",
            "write the value, or quote it if it begins with this"
        ),
        (
            "a: \"never\nb: 1", "1:4", "this `\"` is never closed",
            #"add the closing `"`; inside, `\"` stands for `"`"#
        ),
        (
            "a: 'never\nb: 1", "1:4", "this `'` is never closed",
            "add the closing `'`; inside, `''` stands for `'`"
        ),
        (
            #"a: "\d""#, "1:5", #"`\d` means nothing in double quotes"#,
            #"write `\\` for a backslash, or use single quotes, where it needs no doubling"#
        ),
        (
            #"a: "\u12""#, "1:7", "the escape in this text names no character",
            #"write `\\` for a backslash, or use single quotes, where it needs no doubling"#
        ),
        ("a: @foo # why", "1:4", "a value cannot begin with `@`", "quote it: `\"@foo\"`"),
        ("a: [b, @c, d]", "1:8", "a value cannot begin with `@`", "quote it: `\"@c\"`"),
        ("- `b`", "1:3", "a value cannot begin with a backtick", "quote it: `\"`b`\"`"),
        (
            "if: !a && b", "1:8", "a `&` here begins an anchor in YAML",
            "quote the expression: `\"!a && b\"`"
        ),
        (
            "if: * 3", "1:5", "a `*` here begins an alias in YAML",
            "quote the expression: `\"* 3\"`"
        ),
        (
            "if: !a!b", "1:5", "a `!` here begins a tag in YAML",
            "quote the expression: `\"!a!b\"`"
        ),
        (
            "a: > 3", "1:4", "a `>` at the start of a value begins a text on the lines below",
            "begin the text on the next line, or quote the value if the `>` belongs to it"
        ),
        (
            "%foo", "1:1",
            "a line that begins with `%` is a directive to YAML, and this one is not understood",
            "remove it, or quote the text"
        ),
    ]
}
