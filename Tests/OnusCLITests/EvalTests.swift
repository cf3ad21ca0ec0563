import OnusCLI
import OnusValues
import Testing

@Suite("eval")
struct EvalTests {
    @Test(
        "a value comes with its type",
        arguments: [
            ("1 + 2", "{}", "3", "int"),
            ("x * 2.0", #"{"x": 1.5}"#, "3.0", "double"),
            (
                "decimal('1.10') + d", #"{"d": {"$decimal": "2"}}"#, #"{"$decimal":"3.10"}"#,
                "decimal"
            ),
            ("[1, 2].map(i, i * 2)", "{}", "[2,4]", "list(int)"),
        ])
    func values(expression: String, data: String, value: String, type: String) async throws {
        let answer = await Terminal().onus("eval", expression, "--data", data)
        #expect(answer.status == .done, Comment(rawValue: answer.messages))
        #expect(answer.result.hasSuffix(" : \(type)\n"))
        let json = await Terminal().onus("eval", expression, "--data", data, "--format", "json")
        #expect(try json.document["type"].text == type)
        #expect(json.document["value"].value == (try JSON.parse(value)))
    }

    @Test("a value that is too large to be written is refused and not printed")
    func large() async throws {
        let text = ["a", "b", "c", "d", "e", "f"].reduce("[1]") { text, name in
            let list = Array(repeating: name, count: 20).joined(separator: ",")
            return "cel.bind(\(name), \(text), [\(list)])"
        }
        let answer = await Terminal().onus("eval", text)
        #expect(answer.status == .no)
        #expect(answer.result.isEmpty)
        #expect(answer.messages.contains("larger than 4 MiB as it is written"))
    }

    @Test("a mistake is shown with its place, and the exit status says no")
    func mistakes() async throws {
        let types = #"{"amount": "int"}"#
        let answer = await Terminal().onus("eval", "1 + amonut", "--types", types)
        #expect(answer.status == .no)
        #expect(answer.messages.contains("  1 + amonut\n      ^\n"))
        let json = await Terminal().onus("eval", "1 / 0", "--format", "json").document
        #expect(json["line"].value == 1)
        #expect(try json["error"].text.isEmpty == false)
    }

    @Test("what expressions of workflows may use is there, as far as it makes sense without a run")
    func surroundings() async throws {
        let shop = try await Shop()
        for (expression, result) in [
            ("head('workshop')", #""kim" : person"#),
            ("period('2 workdays')", #""2 workdays" : period"#),
            (
                "timestamp('2026-03-06T09:00:00Z') + period('1 week')",
                #"{"$timestamp":"2026-03-13T"#
            ),
            ("now > timestamp('2020-01-01T00:00:00Z')", "true : bool"),
        ] {
            let answer = await shop.onus("eval", expression)
            #expect(answer.status == .done, "\(answer.messages)")
            #expect(answer.result.hasPrefix(result), "\(expression): \(answer.result)")
        }
        let away = Terminal(in: try Folder().path)
        let file = shop.folder.path + "/organization.yaml"
        let named = await away.onus("eval", "head('workshop')", "--organization", file)
        #expect(named.result.hasPrefix(#""kim""#), "\(named.messages)")
        for (expression, words) in [
            ("head('workshop')", ["no organisation is known here", "`--organization`"]),
            ("now + period('2 workdays')", ["no calendar is known here", "`--calendar`"]),
            ("1 + inputs.amount", ["only a run has `inputs`", "--data", "      ^\n"]),
        ] {
            let answer = await away.onus("eval", expression)
            #expect(answer.status == .no)
            for word in words { #expect(answer.messages.contains(word), "\(answer.messages)") }
        }
    }

    @Test("a type that there is not is refused, with the one that was probably meant")
    func types() async throws {
        for (type, meant) in [("strng", "string"), ("list(map(string, decimla))", "decimal")] {
            let answer = await Terminal().onus(
                "eval", "x", "--data", #"{"x": 1}"#, "--types", #"{"x": "\#(type)"}"#)
            #expect(answer.status == .badInput)
            #expect(answer.messages.contains("did you mean `\(meant)`?"), "\(answer.messages)")
        }
    }

    @Test("cases on lines are answered line by line, whatever the lines are")
    func lines() async throws {
        var terminal = Terminal()
        terminal.input = """
            {"expr": "a + 1", "bindings": {"a": 2}, "types": {"a": "int"}}
            nonsense

            {"expr": "'x'", "types": {"y": "strange("}}
            {"expr": "true"}
            """
        let answer = await terminal.onus("eval", "--lines")
        #expect(answer.status == .done, Comment(rawValue: answer.messages))
        let lines = try answer.lines.map { Part(value: try JSON.parse(String($0))) }
        try #require(lines.count == 5, "line N answers line N")
        #expect(lines[0]["value"].value == 3)
        #expect(try lines[1]["error"].text.hasPrefix("the line is no JSON"))
        #expect(try lines[2]["error"].text == "the line is empty")
        #expect(try lines[3]["error"].text == "the type of `y` is none")
        #expect(lines[4]["value"].value == true)
    }

    @Test(
        "a value of another type than was declared is told, and how to write one",
        arguments: [
            (#"{"x": "a"}"#, "int", "`x` is a text, and its type is int", "`1`"),
            (#"{"x": 5}"#, "decimal", "`x` is a whole number, and its type is decimal", "$decimal"),
            (#"{"x": 1}"#, "double", "`x` is a whole number, and its type is double", "`1.0`"),
            (
                #"{"x": [1, "a"]}"#, "list(int)", "a part of `x` is not of its type, list(int)",
                "`1`"
            ),
            (
                #"{"x": {"a": true}}"#, "map(string,int)",
                "a part of `x` is not of its type, map(string, int)", "`1`"
            ),
        ])
    func strangeData(data: String, type: String, message: String, way: String) async {
        let answer = await Terminal().onus(
            "eval", "x", "--data", data, "--types", #"{"x": "\#(type)"}"#)
        #expect(answer.status == .no)
        #expect(answer.messages.contains(message), "\(answer.messages)")
        #expect(answer.messages.contains(way), "\(answer.messages)")
    }

    @Test("types may be written without blanks")
    func narrowTypes() async {
        let answer = await Terminal().onus(
            "eval", "x['a'][0]", "--data", #"{"x": {"a": [1]}}"#,
            "--types", #"{"x": "map(string,list( int ))"}"#)
        #expect(answer.result == "1 : int\n", "\(answer.messages)")
    }

    @Test("of a long expression the part around the mistake is shown")
    func longExpression() async {
        let text = "size('" + String(repeating: "a", count: 12_000) + "') + amonut + 2"
        let answer = await Terminal().onus("eval", text)
        #expect(answer.status == .no)
        #expect(answer.messages.utf8.count < 1000)
        #expect(answer.messages.contains("…"))
        let lines = answer.messages.split(separator: "\n")
        let caret = lines.first { $0.hasSuffix("^") }?.count ?? 0
        let shown = lines.first { $0.contains("amonut +") } ?? ""
        #expect(shown.dropFirst(caret - 1).hasPrefix("amonut"), "\(answer.messages)")
    }

    @Test("what is no JSON ends with 65, and neither expression nor lines with 64")
    func usage() async {
        #expect(await Terminal().onus("eval", "1", "--data", "{").status == .badInput)
        #expect(await Terminal().onus("eval", "1", "--types", "[]").status == .badInput)
        #expect(await Terminal().onus("eval").status == .usage)
        #expect(await Terminal().onus("eval", "1", "--lines").status == .usage)
    }
}
