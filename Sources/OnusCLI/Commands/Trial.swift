import OnusCEL
import OnusCalendar
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
    func answer() throws(Failure) -> Answer {
        let environment = try environment()
        let parsed: Expression
        do throws(CELError) {
            parsed = try Expression(parsing: expression)
        } catch {
            return .mistake(Mistake(error))
        }
        let checked = environment.check(parsed)
        guard let program = checked.program else {
            let first = checked.diagnostics.first.map { Mistake($0) }
            return .mistake(first ?? Mistake(message: "the expression is wrong"))
        }
        do throws(CELEvaluationError) {
            let value = try program.evaluate(bindings)
            return .value(value, program.type == .dyn ? value.dynamicType : program.type)
        } catch {
            return .mistake(
                Mistake(
                    message: error.message, line: error.span?.start.line,
                    column: error.span?.start.column))
        }
    }

    /// A variable whose type is not given may be anything.
    private func environment() throws(Failure) -> OnusCEL.Environment {
        var variables: [String: ValueType] = [:]
        for (name, _) in bindings { variables[name.stringValue ?? ""] = .dyn }
        for (name, text) in types {
            guard let text = text.stringValue, let type = ValueType(text) else {
                throw .badInput(
                    "the type of `\(name.stringValue ?? "")` is none",
                    help: "write for instance `int`, `list(string)` or `map(string, decimal)`")
            }
            variables[name.stringValue ?? ""] = type
        }
        return OnusCEL.Environment(
            variables: variables, isStrict: false,
            timeZones: { name, instant in (try? Zone.named(name))?.offset(at: instant) })
    }
}

extension Trial.Mistake {
    init(_ error: CELError) {
        self.init(
            message: error.message, help: error.help, line: error.span.start.line,
            column: error.span.start.column)
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
                "line": mistake.line.map { .int(Int64($0)) } ?? .null,
                "column": mistake.column.map { .int(Int64($0)) } ?? .null,
            ]
        }
    }
}
