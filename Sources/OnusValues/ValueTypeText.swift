/// The text of a type, as messages show it: `list(int)`, `map(string, decimal)`, `person`.
///
/// What is read back is equal to what was written, records and names with blanks included.
extension ValueType: LosslessStringConvertible {
    public var description: String {
        switch self {
        case .list(let element): "list(\(element))"
        case .map(let key, let value): "map(\(key), \(value))"
        case .optional(let wrapped): "optional(\(wrapped))"
        case .type(let type): "type(\(type))"
        case .record(let record): record.description
        case .parameter(let name): "?" + Self.quoted(name)
        case .named(let name):
            Self.isPlain(name) && Self.reserved[name] == nil
                ? name : Self.quoted(name, always: true)
        default: simpleName
        }
    }

    /// The name that CEL's specification gives to the type, such as `google.protobuf.Timestamp`.
    ///
    /// A type value does not say of what it is a list, so that `type([1])` is just `list`.
    public var expressionName: String {
        switch self {
        case .null: "null_type"
        case .timestamp: "google.protobuf.Timestamp"
        case .duration: "google.protobuf.Duration"
        case .list(.dyn): "list"
        case .map(.dyn, .dyn): "map"
        case .optional(.dyn): "optional_type"
        case .type(.dyn): "type"
        default: description
        }
    }

    /// The name of a type without parts.
    private var simpleName: String {
        switch self {
        case .null: "null"
        case .bool: "bool"
        case .int: "int"
        case .uint: "uint"
        case .double: "double"
        case .decimal: "decimal"
        case .string: "string"
        case .bytes: "bytes"
        case .timestamp: "timestamp"
        case .duration: "duration"
        case .person: "person"
        case .people: "people"
        case .file: "file"
        default: "dyn"
        }
    }

    static let reserved: [String: ValueType] = [
        "null": .null, "null_type": .null, "bool": .bool, "int": .int, "uint": .uint,
        "double": .double, "decimal": .decimal, "string": .string, "bytes": .bytes,
        "timestamp": .timestamp, "google.protobuf.Timestamp": .timestamp, "duration": .duration,
        "google.protobuf.Duration": .duration, "person": .person, "people": .people,
        "file": .file, "dyn": .dyn, "list": .list(.dyn), "map": .map(.dyn, .dyn),
        "optional_type": .optional(.dyn), "type": .type(.dyn),
    ]

    static func isPlain(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy {
                (97...122).contains($0) || (65...90).contains($0) || (48...57).contains($0)
                    || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".")
            }
    }

    static func quoted(_ name: String, always: Bool = false) -> String {
        if isPlain(name), !always { return name }
        var text = "'"
        for scalar in name.unicodeScalars {
            if scalar == "'" || scalar == "\\" { text += "\\" }
            text.unicodeScalars.append(scalar)
        }
        return text + "'"
    }

    /// Nil when the text is no type, or one nested more than 64 deep.
    public init?(_ text: String) {
        var reader = ValueTypeReader(text)
        guard let type = reader.read(depth: 0), reader.isAtEnd else { return nil }
        self = type
    }
}

extension RecordType: CustomStringConvertible {
    public var description: String {
        let texts = fields.map {
            "\(ValueType.quoted($0.name))\($0.mayBeAbsent ? "?" : ""): \($0.type)"
        }
        return ValueType.quoted(name) + "{" + texts.joined(separator: ", ") + "}"
    }
}

/// Reads the text of a type; its depth is bounded, so no text can exhaust the stack.
private struct ValueTypeReader {
    private let scalars: [Unicode.Scalar]
    private var offset = 0

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    var isAtEnd: Bool { offset == scalars.count }

    mutating func read(depth: Int) -> ValueType? {
        guard depth < 64 else { return nil }
        if take("?") { return name().map { .parameter($0.text) } }
        guard let (text, quoted) = name() else { return nil }
        if take("{") { return fields(of: text, depth: depth) }
        if take("(") { return composed(text, depth: depth) }
        return quoted ? .named(text) : ValueType.reserved[text] ?? .named(text)
    }

    private mutating func composed(_ text: String, depth: Int) -> ValueType? {
        skipBlanks()
        guard let first = read(depth: depth + 1) else { return nil }
        skipBlanks()
        var second: ValueType?
        if text == "map", take(",") {
            skipBlanks()
            second = read(depth: depth + 1)
            skipBlanks()
        }
        guard take(")") else { return nil }
        switch (text, second) {
        case ("list", nil): return .list(first)
        case ("optional", nil), ("optional_type", nil): return .optional(first)
        case ("type", nil): return .type(first)
        case ("map", let value?): return .map(first, value)
        default: return nil
        }
    }

    private mutating func fields(of record: String, depth: Int) -> ValueType? {
        var fields: [RecordType.Field] = []
        while !take("}") {
            if !fields.isEmpty { guard take(",") else { return nil } }
            skipBlanks()
            guard let (text, _) = name() else { return nil }
            let absent = take("?")
            guard take(":") else { return nil }
            skipBlanks()
            guard let type = read(depth: depth + 1) else { return nil }
            skipBlanks()
            fields.append(.init(text, type, mayBeAbsent: absent))
        }
        return .record(RecordType(name: record, fields: fields))
    }

    private mutating func name() -> (text: String, quoted: Bool)? {
        var text = String.UnicodeScalarView()
        if take("'") {
            while offset < scalars.count, scalars[offset] != "'" {
                if scalars[offset] == "\\" { offset += 1 }
                guard offset < scalars.count else { return nil }
                text.append(scalars[offset])
                offset += 1
            }
            return take("'") ? (String(text), true) : nil
        }
        while offset < scalars.count, ValueType.isPlain(String(scalars[offset])) {
            text.append(scalars[offset])
            offset += 1
        }
        return text.isEmpty ? nil : (String(text), false)
    }

    /// People write `map(string,int)` as well.
    private mutating func skipBlanks() { while take(" ") {} }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard offset < scalars.count, scalars[offset] == scalar else { return false }
        offset += 1
        return true
    }
}
