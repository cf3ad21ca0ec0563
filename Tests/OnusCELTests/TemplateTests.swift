import OnusCEL
import OnusValues
import Testing

@Suite("Templates")
struct TemplateTests {
    private let data: ValueMap = [
        "inputs": [
            "amount": .decimal(1_250_000), "count": 3, "project": "A1", "urgent": true,
            "tags": ["x", "y"], "due": .timestamp(.epoch),
        ], "experts": ["b", "c"],
    ]

    private func value(_ text: String) throws -> Value {
        let checked = Workflow.environment.check(try Template(parsing: text))
        return try #require(checked.program, "\(checked.diagnostics)").evaluate(data)
    }

    @Test("one part alone keeps its type, parts within a text become text")
    func values() throws {
        #expect(try value("${ inputs.amount }") == .decimal(1_250_000))
        #expect(try value("${inputs.count}") == 3)
        #expect(try value(" ${ inputs.count }") == " 3")
        #expect(
            try value("project ${inputs.project}: ${ inputs.amount } CNY")
                == "project A1: 1250000 CNY")
        #expect(
            try value("by ${ experts } (${inputs.tags}) at ${inputs.due}")
                == "by b, c (x, y) at 1970-01-01T00:00:00Z")
        #expect(try value("no parts, $ and {} too") == "no parts, $ and {} too")
        #expect(try value("$${ inputs.count } is ${ inputs.count }") == "${ inputs.count } is 3")
        #expect(try value("") == "")
    }

    @Test("braces and quotes within a part do not close it")
    func braces() throws {
        #expect(try value("${ {'a': {'}': 1}}.a['}'] }") == 1)
        #expect(try value("a${ '}' }b${ \"${\" }") == "a}b${")
    }

    @Test("places count in the whole template")
    func places() throws {
        let template = try Template(parsing: "first\nthen ${ inputs.cuont } and ${ leed }")
        let checked = Workflow.environment.check(template)
        #expect(checked.program == nil)
        #expect(checked.diagnostics.map(\.span.start.line) == [2, 2])
        #expect(checked.diagnostics.map(\.span.start.column) == [16, 31])
        #expect(template.expressions.map(\.text) == ["inputs.cuont", "leed"])
    }

    @Test(
        "a broken part is refused at its place",
        arguments: [
            ("a ${ 1 + }", 10), ("a ${ }", 6), ("a ${ 1", 3), ("${ 1 2 }", 6), ("${ 'a }", 4),
        ])
    func broken(text: String, column: Int) {
        let error = #expect(throws: CELError.self) { try Template(parsing: text) }
        #expect(error?.span.start.column == column, "\(text)")
    }

    @Test("what has no text does not stand in one, and an expected type is checked")
    func types() throws {
        func complaint(_ text: String, _ type: ValueType? = nil) throws -> String? {
            Workflow.environment.check(try Template(parsing: text), expecting: type).diagnostics
                .first?.message
        }
        #expect(try complaint("a ${ inputs }")?.contains("has no text") == true)
        #expect(
            try complaint("a ${ inputs.?note }")
                == "optional(string) has no text to stand in a text")
        #expect(try complaint("${ inputs.count }", .decimal) == "expected decimal, got int")
        #expect(try complaint("${ lead }", .people) == nil)
    }

    @Test("expressions and templates are stored as their texts")
    func coding() throws {
        struct Stored: Codable, Equatable {
            var when: Expression
            var text: Template
        }
        let stored = Stored(
            when: try Expression(parsing: "1 < 2"), text: try Template(parsing: "a ${ 1 }"))
        let value = try ValueEncoder().encode(stored)
        #expect(value == ["when": "1 < 2", "text": "a ${ 1 }"])
        #expect(try ValueDecoder().decode(Stored.self, from: value) == stored)
        #expect(throws: (any Error).self) {
            try ValueDecoder().decode(Stored.self, from: ["when": "1 <", "text": ""])
        }
    }
}
