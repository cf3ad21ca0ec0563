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
        return OnusCEL.Environment(
            variables: variables, functions: WorkflowFunctions.complete, isStrict: false,
            timeZones: WorkflowFunctions.timeZones)
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
            let before = lines[line - 1].unicodeScalars.prefix(column - 1)
            let margin = String(repeating: " ", count: Table.width(of: String(before)))
            text += "  \(lines[line - 1])\n  \(margin)\(style.paint("^", .red))\n"
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
