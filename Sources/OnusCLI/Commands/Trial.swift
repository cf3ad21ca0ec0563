import OnusCEL
import OnusLanguage
import OnusModel
import OnusValues

/// One expression with the values and types of its variables, to be tried.
struct Trial {
    var expression: String
    var bindings: ValueMap
    var types: ValueMap

    enum Answer {
        case value(Value, ValueType)
        case mistake(Mistake)
    }

    struct Mistake {
        var message: String
        var help: String?
        var line: Int?
        var column: Int?
    }

    init(expression: String, bindings: ValueMap, types: ValueMap) {
        self.expression = expression
        self.bindings = bindings
        self.types = types
    }

    /// Reads a case of `--lines`.
    init(line: [UInt8]) throws(Failure) {
        guard line.contains(where: { $0 > 0x20 }) else { throw .badInput("the line is empty") }
        let content: Value
        do throws(JSONError) {
            content = try Value(canonicalJSON: line)
        } catch {
            throw .badInput("the line is no JSON: \(error)")
        }
        guard let fields = content.mapValue, let expression = fields["expr"]?.stringValue else {
            throw .badInput("a case is an object with `expr`")
        }
        self.expression = expression
        bindings = fields["bindings"]?.mapValue ?? [:]
        types = fields["types"]?.mapValue ?? [:]
    }

    /// Checks the expression and evaluates it. Throws when the types themselves are wrong.
    func answer(in place: TrialPlace) throws(Failure) -> Answer {
        let environment = try environment()
        if let mistake = try strangeBinding() { return .mistake(mistake) }
        let parsed: Expression
        do throws(CELError) {
            parsed = try Expression(parsing: expression)
        } catch {
            return .mistake(Mistake(error, in: expression))
        }
        let checked = environment.check(parsed)
        guard let program = checked.program else {
            let first = checked.diagnostics.first.map { Mistake($0, in: expression) }
            return .mistake(first ?? Mistake(message: "the expression is wrong"))
        }
        do throws(CELEvaluationError) {
            var variables = bindings
            if variables["now"] == nil { variables["now"] = .timestamp(place.now) }
            let value = try program.evaluate(variables, context: place.context)
            return .value(value, program.type == .dyn ? value.dynamicType : program.type)
        } catch {
            return .mistake(
                Mistake(
                    message: error.message, help: TrialPlace.help(for: error.message),
                    line: error.span?.start.line,
                    column: error.span?.start.column))
        }
    }

    /// A variable whose type is not given may be anything.
    private func environment() throws(Failure) -> OnusCEL.Environment {
        var variables: [String: ValueType] = ["now": .timestamp]
        for (name, _) in bindings { variables[name.stringValue ?? ""] = .dyn }
        variables.merge(try declared()) { _, declared in declared }
        return OnusCEL.Environment(
            variables: variables, functions: WorkflowFunctions.complete, isStrict: false,
            timeZones: WorkflowFunctions.timeZones)
    }

    /// A value of another type than was declared for it.
    private func strangeBinding() throws(Failure) -> Mistake? {
        for (name, type) in try declared().sorted(by: { $0.key < $1.key }) {
            guard let value = bindings[name], !type.holds(value) else { continue }
            let isPart = (value.listValue ?? value.mapValue?.map(\.value)) != nil && type.hasParts
            return Mistake(
                message: isPart
                    ? "a part of `\(name)` is not of its type, \(type)"
                    : "`\(name)` is \(value.kindName), and its type is \(type)",
                help: "give it as \(type.sample), or give it another type")
        }
        return nil
    }

    private func declared() throws(Failure) -> [String: ValueType] {
        var variables: [String: ValueType] = [:]
        for (name, text) in types {
            guard let text = text.stringValue, let type = ValueType(text) else {
                throw .badInput(
                    "the type of `\(name.stringValue ?? "")` is none",
                    help: "write for instance `int`, `list(string)` or `map(string, decimal)`")
            }
            if let stranger = type.stranger {
                throw .badInput(
                    "the type of `\(name.stringValue ?? "")` names `\(stranger)`, which is none",
                    help: Spelling.help(
                        for: stranger, among: ValueType.simpleNames, called: "the types are")
                        ?? "write for instance `int`, `list(string)` or `map(string, decimal)`")
            }
            variables[name.stringValue ?? ""] = type
        }
        return variables
    }
}

extension Trial.Mistake {
    init(_ error: CELError, in expression: String) {
        self.init(
            message: error.message, help: error.help, line: error.span.start.line,
            column: error.span.start.column)
        let from = expression.unicodeScalars.dropFirst(error.span.start.offset)
        let name = String(from.prefix(error.span.end.offset - error.span.start.offset))
        guard error.kind == .unknownName, ExpressionTypes.reserved.contains(name) else { return }
        message = "only a run has `\(name)`"
        help = "give it a value, as in `--data '{\"\(name)\": …}'`"
    }

    /// The message with the place underlined, for people.
    func text(of expression: String, _ style: Style) -> String {
        var text = style.paint("error", .red) + ": " + message + "\n"
        let lines = expression.split(separator: "\n", omittingEmptySubsequences: false)
        if let line, let column, lines.indices.contains(line - 1) {
            let excerpt = SourceLine(lines[line - 1], from: column, to: column + 1)
            text += "  \(excerpt.text)\n  \(excerpt.indent)\(style.paint("^", .red))\n"
        }
        if let help { text += style.paint("help", .bold) + ": \(help)\n" }
        return String(text.dropLast())
    }
}

extension Trial.Answer {
    var document: Value {
        switch self {
        case .value(let value, let type): ["value": value, "type": .string("\(type)")]
        case .mistake(let mistake):
            [
                "error": .string(mistake.message),
                "help": mistake.help.map { .string($0) } ?? .null,
                "line": mistake.line.map { .int(Int64($0)) } ?? .null,
                "column": mistake.column.map { .int(Int64($0)) } ?? .null,
            ]
        }
    }
}

extension ValueType {
    /// Those that have no parts.
    static let simpleNames = [
        "null", "bool", "int", "uint", "double", "decimal", "string", "bytes", "timestamp",
        "duration", "person", "people", "file", "dyn", "list", "map", "optional_type", "type",
        "period",
    ]

    fileprivate var hasParts: Bool {
        switch self {
        case .list, .map, .record, .people: true
        default: false
        }
    }

    /// A value of the type as JSON, for messages.
    fileprivate var sample: String {
        switch self {
        case .bool: "`true`"
        case .int: "`1`"
        case .double: "`1.0`"
        case .string, .person: "`\"text\"`"
        case .null: "`null`"
        case .uint: #"`{"$uint": "1"}`"#
        case .decimal: #"`{"$decimal": "1.10"}`"#
        case .timestamp: #"`{"$timestamp": "2026-12-31T09:00:00Z"}`"#
        case .duration: #"`{"$duration": "1.5s"}`"#
        case .bytes: #"`{"$bytes": "YQ=="}`"#
        case .list(let element): "a list, each \(element.sample)"
        case .map(_, let value): "an object, each value \(value.sample)"
        case .people: "a list of texts"
        default: "a value of that type"
        }
    }

    /// A name in it that is that of no type.
    fileprivate var stranger: String? {
        switch self {
        case .named(let name): Self.simpleNames.contains(name) ? nil : name
        case .list(let part), .optional(let part), .type(let part): part.stranger
        case .map(let key, let value): key.stranger ?? value.stranger
        case .record(let record): record.fields.lazy.compactMap(\.type.stranger).first
        default: nil
        }
    }
}
