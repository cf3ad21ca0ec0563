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
        try #require(lines.count == 4)
        #expect(lines[0]["value"].value == 3)
        #expect(try lines[1]["error"].text.hasPrefix("the line is no JSON"))
        #expect(try lines[2]["error"].text == "the type of `y` is none")
        #expect(lines[3]["value"].value == true)
    }

    @Test("what is no JSON ends with 65, and neither expression nor lines with 64")
    func usage() async {
        #expect(await Terminal().onus("eval", "1", "--data", "{").status == .badInput)
        #expect(await Terminal().onus("eval", "1", "--types", "[]").status == .badInput)
        #expect(await Terminal().onus("eval").status == .usage)
        #expect(await Terminal().onus("eval", "1", "--lines").status == .usage)
    }
}
