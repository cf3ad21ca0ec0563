import Foundation
import OnusCEL
import OnusValues

/// One line of the published cases.
struct OutsideCase: Sendable {
    var id: String
    var tier: String
    var expression: String
    var container: String
    var skipsCheck: Bool
    var checkOnly: Bool
    var variables: [String: ValueType] = [:]
    var functions: [Overload] = []
    var bindings: [String: Value] = [:]
    var expected: Value?
    var expectsError: Bool
    var expectedType: ValueType?

    /// Nil, with a line that says so, when the folder is not there.
    static func all() throws -> [OutsideCase]? {
        let folder = ProcessInfo.processInfo.environment["ONUS_CASES"] ?? "../shared/cases"
        let file = folder + "/cel/conformance.jsonl"
        guard let data = FileManager.default.contents(atPath: file) else {
            print("cases cel: skipped, there is no \(file)")
            return nil
        }
        return try data.split(separator: UInt8(ascii: "\n")).compactMap { line in
            let fields = try JSON.parse(line, limits: JSONLimits(depth: 128)).mapValue
            return try fields.flatMap { $0["needs_protobuf"] == true ? nil : try OutsideCase($0) }
        }
    }

    init(_ fields: ValueMap) throws {
        id = fields["id"]?.stringValue ?? ""
        tier = fields["tier"]?.stringValue ?? ""
        expression = fields["expr"]?.stringValue ?? ""
        container = fields["container"]?.stringValue ?? ""
        skipsCheck = fields["disable_check"] == true
        checkOnly = fields["check_only"] == true
        expectsError = fields["expect_error"]?.isNull == false
        expected = try fields["expect_value"].flatMap { $0.isNull ? nil : try Self.value($0) }
        expectedType = fields["expect_type"]?.stringValue.map(Self.type)
        for (name, value) in fields["bindings"]?.mapValue ?? [:] {
            bindings[name.stringValue ?? ""] = try Self.value(value)
        }
        for declaration in fields["type_env"]?.listValue ?? [] { declare(declaration) }
    }

    private mutating func declare(_ declaration: Value) {
        let name = declaration.mapValue?["name"]?.stringValue ?? ""
        if let type = declaration.mapValue?["ident"]?.stringValue {
            variables[name] = Self.type(type)
        }
        for overload in declaration.mapValue?["function"]?.listValue ?? [] {
            guard let fields = overload.mapValue else { continue }
            let parameters = (fields["params"]?.listValue ?? []).compactMap(\.stringValue)
            functions.append(
                Overload(
                    name, member: fields["instance"] == true, parameters.map(Self.type),
                    Self.type(fields["result"]?.stringValue ?? "dyn"),
                    body: { _, _ throws(CELEvaluationError) in .null }))
        }
    }

    /// `tuple(param:T, int)` becomes a record, since that is what has several types in it.
    static func type(_ text: String) -> ValueType {
        if text.hasPrefix("param:") { return .parameter(String(text.dropFirst(6))) }
        guard let open = text.firstIndex(of: "("), text.hasSuffix(")") else {
            return ValueType(text) ?? .named(text)
        }
        let parts = arguments(text[text.index(after: open)...].dropLast()).map(type)
        switch String(text[..<open]) {
        case "list": return .list(parts[0])
        case "map": return .map(parts[0], parts[1])
        case "optional", "optional_type": return .optional(parts[0])
        case "type": return .type(parts[0])
        case let name:
            let fields = parts.enumerated().map { RecordType.Field("\($0.offset)", $0.element) }
            return .record(RecordType(name: name, fields: fields))
        }
    }

    private static func arguments(_ text: Substring) -> [String] {
        var parts = [""]
        var depth = 0
        for character in text {
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
            if character == ",", depth == 0 {
                parts.append("")
            } else if character != " " || depth > 0 || parts.last != "" {
                parts[parts.count - 1].append(character)
            }
        }
        return parts
    }

    struct BadCase: Error { var value: Value }

    static func value(_ tagged: Value) throws -> Value {
        guard let fields = tagged.mapValue, let kind = fields["t"]?.stringValue else {
            throw BadCase(value: tagged)
        }
        let text = fields["v"]?.stringValue ?? ""
        switch kind {
        case "null": return .null
        case "bool": return fields["v"] ?? .null
        case "int": return .int(Int64(text) ?? 0)
        case "uint": return .uint(UInt64(text) ?? 0)
        case "double":
            return .double(
                text == "Infinity"
                    ? .infinity : text == "-Infinity" ? -.infinity : Double(text) ?? .nan)
        case "string": return .string(text)
        case "bytes": return .bytes(Base64.decode(text) ?? [])
        case "timestamp": return .timestamp(Timestamp(text) ?? .epoch)
        case "duration": return .duration(Duration(secondsText: text) ?? .zero)
        case "type": return .type(ValueType(text) ?? .named(text))
        case "list": return .list(try (fields["v"]?.listValue ?? []).map(value))
        case "map":
            return .map(
                ValueMap(
                    try (fields["v"]?.listValue ?? []).compactMap(\.listValue).map {
                        (try value($0[0]), try value($0[1]))
                    }))
        default: throw BadCase(value: tagged)
        }
    }

    static let zones: TimeZoneLookup = { name, instant in
        TimeZone(identifier: name)?.secondsFromGMT(
            for: Date(timeIntervalSince1970: TimeInterval(instant.seconds)))
    }

    enum Outcome: Equatable {
        case value(Value)
        case type(ValueType)
        case error(String)
    }

    func run() -> Outcome {
        let functions = FunctionLibrary.standard.adding(FunctionLibrary.dynamic + functions)
        let environment = Environment(
            variables: variables, functions: functions, container: container, isStrict: false,
            timeZones: Self.zones)
        do {
            let expression = try Expression(parsing: self.expression)
            let program: Program
            if skipsCheck {
                program = environment.compileUnchecked(expression)
            } else {
                let checked = environment.check(expression)
                guard let ready = checked.program else {
                    return .error(checked.diagnostics.map(\.description).joined(separator: "\n"))
                }
                if let expectedType, checked.type != expectedType { return .type(checked.type) }
                if checkOnly { return .type(checked.type) }
                program = ready
            }
            return .value(try program.evaluate(bindings))
        } catch {
            return .error("\(error)")
        }
    }

    /// Whether the outcome is the expected one.
    func accepts(_ outcome: Outcome) -> Bool {
        switch outcome {
        case .error: expectsError
        case .type(let type): checkOnly && type == expectedType
        case .value(let value): !expectsError && Self.isSame(value, expected ?? .bool(true))
        }
    }

    private static func isSame(_ one: Value, _ other: Value) -> Bool {
        if case .double(let left) = one, case .double(let right) = other, left.isNaN {
            return right.isNaN
        }
        return one == other
    }
}
