import OnusCEL
import OnusValues
import Testing

/// What workflows have: inputs, steps that may not have run, roles, and functions of the engine.
enum Workflow {
    static let panel = RecordType(
        name: "panel",
        fields: [
            .init("outcome", .string, mayBeAbsent: true), .init("score", .int, mayBeAbsent: true),
            .init("by", .people, mayBeAbsent: true),
        ])
    static let steps = RecordType(
        name: "steps",
        fields: [
            .init("panel", .record(panel), mayBeAbsent: true),
            .init("budget", .record(panel)),
        ])
    static let inputs = RecordType(
        name: "inputs",
        fields: [
            .init("amount", .decimal), .init("count", .int), .init("ratio", .double),
            .init("project", .string), .init("urgent", .bool), .init("due", .timestamp),
            .init("wait", .duration), .init("tags", .list(.string)),
            .init("scores", .map(.string, .int)), .init("proposal", .file, mayBeAbsent: true),
            .init("note", .string, mayBeAbsent: true),
        ])

    static let variables: [String: ValueType] = [
        "inputs": .record(inputs), "steps": .record(steps), "lead": .person, "leader": .person,
        "experts": .people, "initiator": .person, "now": .timestamp,
    ]

    static let functions: [Overload] = [
        Overload("role", [.string], .people) { evaluation, arguments throws(CELEvaluationError) in
            let roles = evaluation.context as? [String: [String]]
            guard let people = roles?[arguments[0].stringValue ?? ""] else {
                throw CELEvaluationError("there is no role `\(arguments[0].stringValue ?? "")`")
            }
            return .list(people.map { .string($0) })
        },
        Overload("person", [.string], .person, pure: true) {
            _, arguments throws(CELEvaluationError) in
            arguments[0]
        },
        Overload("period", [.string], .named("period"), pure: true) {
            _, arguments throws(CELEvaluationError) in
            guard arguments[0].stringValue?.hasSuffix("months") == true else {
                throw CELEvaluationError("`\(arguments[0].stringValue ?? "")` is no period")
            }
            return arguments[0]
        },
        Overload("+", [.timestamp, .named("period")], .timestamp) {
            _, arguments throws(CELEvaluationError) in
            .timestamp(arguments[0].timestampValue?.adding(.seconds(86_400 * 180)) ?? .epoch)
        },
    ]

    static let environment = Environment(
        variables: variables, functions: .standard.adding(functions))
}

/// What the checker says of a text, each as `line:column-column kind message`.
func complaints(_ text: String, expecting type: ValueType? = nil) -> [CELError] {
    do throws(CELError) {
        return Workflow.environment.check(try Expression(parsing: text), expecting: type)
            .diagnostics
    } catch {
        return [error]
    }
}

/// The words of the author at the place of an error.
func underlined(_ text: String, _ error: CELError) -> String {
    let scalars = Array(text.unicodeScalars)
    let end = min(error.span.end.offset, scalars.count)
    return String(String.UnicodeScalarView(scalars[min(error.span.start.offset, end)..<end]))
}

@Suite("The checker")
struct CheckerTests {
    @Test(
        "types are found for right expressions, and none is dyn",
        arguments: [
            ("inputs.amount >= decimal('5000000') ? leader : lead", "person"),
            ("inputs.amount * 2 + decimal('0.5')", "decimal"),
            ("inputs.urgent ? lead : experts", "people"), ("lead + experts", "people"),
            ("lead + leader", "people"), ("experts - lead", "people"),
            ("experts.filter(p, p != lead)", "people"), ("experts[0]", "person"),
            ("lead in experts && lead != initiator", "bool"), ("size(experts) + 1", "int"),
            ("inputs.tags.map(t, t.size())", "list(int)"), ("inputs['count']", "int"),
            ("inputs.scores['a'] + inputs.scores.b", "int"),
            ("{'a': [1]}", "map(string, list(int))"),
            ("[]  + [1]", "list(int)"), ("has(inputs.note) ? inputs.note : ''", "string"),
            ("inputs.?note.orValue('none')", "string"), ("inputs.?note", "optional(string)"),
            ("steps.?panel.outcome", "optional(string)"), ("inputs.due + inputs.wait", "timestamp"),
            ("inputs.due + period('6 months')", "timestamp"), ("type(inputs.count) == int", "bool"),
            ("inputs.count < inputs.amount", "bool"),
            ("role('finance').exists(p, p == lead)", "bool"),
            ("'%s: %d'.format([inputs.project, inputs.count])", "string"),
            ("cel.bind(x, inputs.count, x * x)", "int"),
            ("now - inputs.due > duration('1h')", "bool"),
            ("[lead, leader]", "list(person)"), ("[1, 2].map(i, string(i)).join(', ')", "string"),
            ("inputs.scores.transformMap(k, v, v * 2)", "map(string, int)"),
            ("optional.of(inputs.count).optMap(c, c + 1).orValue(0)", "int"),
            ("inputs.?proposal.name.orValue('')", "string"),
            ("optional.of(experts).orValue([])", "people"),
            ("optional.of(experts).orValue(lead)", "people"),
        ])
    func types(text: String, type: String) throws {
        let result = Workflow.environment.check(try Expression(parsing: text))
        #expect(result.diagnostics == [], "\(text)")
        #expect(result.type.description == type, "\(text)")
    }

    @Test("a person does where people are expected, and becomes a list of one")
    func promotion() throws {
        let checked = Workflow.environment.check(
            try Expression(parsing: "inputs.urgent ? lead : experts"), expecting: .people)
        let program = try #require(checked.program)
        let data: ValueMap = ["inputs": ["urgent": true], "lead": "a", "experts": ["b", "c"]]
        #expect(try program.evaluate(data) == ["a"])
        let one = try Workflow.environment.compile(Expression(parsing: "lead"), expecting: .people)
        #expect(try one.evaluate(data) == ["a"])
        #expect(one.type == .people)
        let none = try Workflow.environment.compile(Expression(parsing: "[]"), expecting: .people)
        #expect(try none.evaluate(data) == [])
    }

    @Test("people are sets: joined without repeats, compared without order")
    func people() throws {
        let data: ValueMap = ["lead": "b", "experts": ["b", "c"], "leader": "c"]
        func value(_ text: String) throws -> Value {
            try Workflow.environment.compile(Expression(parsing: text)).evaluate(data)
        }
        #expect(try value("experts + lead") == ["b", "c"])
        #expect(try value("leader + lead") == ["c", "b"])
        #expect(try value("leader + lead == experts") == true)
        #expect(try value("experts - lead") == ["c"])
        #expect(try value("lead in experts && experts != experts - lead") == true)
        #expect(try value("[lead, leader, lead] + experts - leader") == ["b", "b"])
        #expect(try value("experts.exists(p, p == leader)") == true)
        // Where a run knows the type of one side only, one person is a text there.
        var loose = Workflow.environment
        loose.isStrict = false
        loose.variables["whoever"] = .dyn
        let known: ValueMap = ["lead": "b", "leader": "c", "whoever": "c"]
        for text in ["whoever == leader", "leader == whoever", "whoever != lead"] {
            let program = try loose.compile(Expression(parsing: text))
            #expect(try program.evaluate(known) == true, "\(text)")
        }
    }

    @Test("what is read is listed with its place and its guard")
    func references() throws {
        let text = "has(steps.panel.outcome) && steps.panel.outcome == inputs.project"
        let result = Workflow.environment.check(try Expression(parsing: text))
        #expect(result.diagnostics == [])
        let reads = result.references.filter { $0.use == .read }
        #expect(reads.map(\.path) == [["steps", "panel", "outcome"], ["inputs", "project"]])
        #expect(reads.map(\.isGuarded) == [true, false])
        #expect(reads[0].span.start.column == 29)
        #expect(result.references.filter { $0.use == .test }.count == 2)
    }

    @Test("calls with literal texts are listed, so that names can be checked")
    func calls() throws {
        let text = "inputs.urgent ? role('a') : role(inputs.project) + role('b')"
        let result = Workflow.environment.check(try Expression(parsing: text))
        #expect(result.calls.map { $0.arguments[0].text } == ["a", "b"])
        #expect(result.calls.map(\.function) == ["role", "role"])
        #expect(result.calls[1].arguments[0].span.start.column == 57)
    }

    @Test("functions of the caller look into what the caller hands in")
    func context() throws {
        let program = try Workflow.environment.compile(
            Expression(parsing: "size(role('finance')) + size(role('x'))"))
        let roles = ["finance": ["a", "b"], "x": []]
        #expect(try program.evaluate(context: roles) == 2)
        let error = #expect(throws: CELEvaluationError.self) {
            try program.evaluate(context: ["finance": ["a"]])
        }
        #expect(error?.message == "there is no role `x`")
        #expect(error?.span?.start.column == 30)
    }

    @Test(
        "a guard before it lets an absent field be read",
        arguments: [
            "has(inputs.note) && inputs.note != ''", "!has(inputs.note) || inputs.note != ''",
            "has(inputs.note) ? inputs.note == 'a' : false",
            "!has(inputs.note) ? true : inputs.note == 'a'",
            "has(steps.panel.outcome) && steps.panel.outcome == 'ok'",
            "has(steps.panel) && has(steps.panel.score) && steps.panel.score > 1",
            "has(steps.panel.score) && [1].exists(x, x == steps.panel.score)",
            "inputs.?note.hasValue() && inputs.note == 'a'",
            "!(has(inputs.note) && inputs.urgent) || inputs.note == 'a'",
            "inputs.urgent && has(inputs.note) && inputs.note == 'a'",
            "cel.bind(n, inputs.count, has(inputs.note) && inputs.note.size() == n)",
            "[steps.budget].exists(b, has(b.score) && b.score > 3)",
        ])
    func guarded(text: String) { #expect(complaints(text, expecting: .bool) == [], "\(text)") }

    @Test(
        "without a guard, or with one that comes too late, reading an absent field is a mistake",
        arguments: [
            ("inputs.note == ''", "inputs.note"),
            ("inputs.note != '' && has(inputs.note)", "inputs.note"),
            ("has(inputs.note) || inputs.note == ''", "inputs.note"),
            ("has(inputs.note) ? true : inputs.note == ''", "inputs.note"),
            ("has(inputs.proposal) && inputs.note == ''", "inputs.note"),
            ("steps.panel.outcome == 'ok'", "steps.panel"),
            ("has(steps.panel) && steps.panel.outcome == 'ok'", "steps.panel.outcome"),
            ("has(steps.panel.outcome) || steps.budget.score == 1", "steps.budget.score"),
            ("has(steps.panel.outcome) == (steps.panel.outcome == '')", "steps.panel"),
            ("inputs['note'] == ''", "inputs['note']"),
            ("[steps.budget].exists(b, b.score > 3)", "b.score"),
        ])
    func unguarded(text: String, place: String) throws {
        let found = complaints(text, expecting: .bool).filter { $0.kind == .mayBeAbsent }
        let error = try #require(found.first, "\(text)")
        #expect(underlined(text, error) == place, "\(text)")
        #expect(error.help?.contains("has(") == true)
    }

    @Test("has is false, not an error, when what stands before it is absent")
    func has() throws {
        let program = try Workflow.environment.compile(
            Expression(parsing: "has(steps.panel.outcome)"))
        #expect(try program.evaluate(["steps": [:]]) == false)
        #expect(try program.evaluate(["steps": ["panel": ["outcome": "x"]]]) == true)
    }

    @Test("every mistake of one expression is told at once, in order")
    func several() {
        let text = "inputs.amout > 3 && inputs.count == 'x' || leed in experts"
        let found = complaints(text)
        #expect(found.map { underlined(text, $0) } == ["amout", "inputs.count == 'x'", "leed"])
        #expect(found.map(\.suggestion) == ["amount", nil, "lead"])
        #expect(found[0].help == "did you mean `amount`?")
    }
}
