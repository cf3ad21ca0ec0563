import OnusPlugin
import OnusValues

/// Learns the fields of an output by letting it decode itself from stand-ins.
///
/// A synthesized `init(from:)` asks for each property by name and type; the probe notes both and
/// answers with something of that type, so that decoding goes on to the next property.
struct OutputProbe {
    /// An output that cannot be described.
    struct Refusal: Error {
        let place: String
        let problem: String
        init(_ place: String, _ problem: String) {
            self.place = place
            self.problem = problem
        }
    }

    /// A type, and a value of it to answer with.
    struct Finding<Content> {
        let type: ValueType
        let standIn: Content
    }

    /// Types that are being described, so that one that contains itself is noticed.
    private var open: [ObjectIdentifier] = []

    mutating func fields<Output: TaskOutput>(
        of type: Output.Type, named name: String
    ) throws -> [RecordType.Field] {
        guard case .record(let record) = try self.record(type, at: name).type else {
            throw Refusal(name, "an output is a struct")
        }
        return record.fields
    }

    mutating func describe<Content: Decodable>(
        _ type: Content.Type, at place: String
    ) throws -> Finding<Content> {
        if let known = type as? any ParameterValue.Type {
            return try answer(known.placeholder, as: known.shape, at: place)
        }
        if let known = type as? any ProbeContainer.Type {
            let (inner, empty) = try known.probe(&self, at: place)
            return try answer(empty, as: inner, at: place)
        }
        if let known = type as? any RawRepresentable.Type {
            return try choice(known, at: place)
        }
        return try record(type, at: place)
    }

    private mutating func record<Content: Decodable>(
        _ type: Content.Type, at place: String
    ) throws -> Finding<Content> {
        guard !open.contains(ObjectIdentifier(type)), open.count < 16 else {
            throw Refusal(place, "a type that contains itself has no end")
        }
        open.append(ObjectIdentifier(type))
        defer { open.removeLast() }
        let decoder = ProbeDecoder(probe: self, place: place)
        let standIn: Content
        do { standIn = try Content(from: decoder) } catch {
            throw error as? Refusal ?? decoder.refusal
        }
        let shown = RecordType(name: place, fields: decoder.notes.fields)
        return Finding(type: decoder.notes.single ?? .record(shown), standIn: standIn)
    }

    private func choice<Content>(
        _ type: any RawRepresentable.Type, at place: String
    ) throws -> Finding<Content> {
        guard let cases = type as? any CaseIterable.Type else {
            throw Refusal(place, "an enum needs `CaseIterable`, so that its words are known")
        }
        guard let first = Self.first(of: cases) as? Content else {
            throw Refusal(place, "an enum without cases has no value")
        }
        switch Self.rawType(of: type) {
        case is String.Type: return Finding(type: .string, standIn: first)
        case is any BinaryInteger.Type: return Finding(type: .int, standIn: first)
        default: throw Refusal(place, "an enum here has texts or whole numbers as raw values")
        }
    }

    private static func first<Cases: CaseIterable>(of type: Cases.Type) -> Any? {
        type.allCases.first
    }

    private static func rawType<Raw: RawRepresentable>(of type: Raw.Type) -> Any.Type {
        Raw.RawValue.self
    }

    private func answer<Content>(
        _ standIn: Any, as shape: ParameterShape, at place: String
    ) throws -> Finding<Content> {
        guard let type = shape.outputType else {
            throw Refusal(place, "its shape says nothing about the type that it has as an output")
        }
        return try answer(standIn, as: type, at: place)
    }

    private func answer<Content>(
        _ standIn: Any, as type: ValueType, at place: String
    ) throws -> Finding<Content> {
        guard let content = standIn as? Content else {
            throw Refusal(place, "has no stand-in of its own type")
        }
        return Finding(type: type, standIn: content)
    }
}

extension ParameterShape {
    /// The type of an output whose values look like this.
    fileprivate var outputType: ValueType? {
        switch self {
        case .value(let type): type
        case .step, .field, .choice: .string
        case .list(let element): element.outputType.map(ValueType.list)
        case .map(let content): content.outputType.map { .map(.string, $0) }
        case .record(let fields):
            .record(
                RecordType(
                    name: "record",
                    fields: fields.compactMap { field in
                        field.shape.outputType.map {
                            .init(field.name, $0, mayBeAbsent: !field.isRequired)
                        }
                    }))
        case .anyOf: nil
        }
    }
}

/// A list, a dictionary or an optional of what is described by probing.
private protocol ProbeContainer {
    static func probe(
        _ probe: inout OutputProbe, at place: String
    ) throws -> (ValueType, empty: Any)
}

extension Array: ProbeContainer where Element: Decodable {
    fileprivate static func probe(
        _ probe: inout OutputProbe, at place: String
    ) throws -> (ValueType, empty: Any) {
        (.list(try probe.describe(Element.self, at: place).type), [] as [Element])
    }
}

extension Dictionary: ProbeContainer where Key == String, Value: Decodable {
    fileprivate static func probe(
        _ probe: inout OutputProbe, at place: String
    ) throws -> (ValueType, empty: Any) {
        (.map(.string, try probe.describe(Value.self, at: place).type), [:] as [String: Value])
    }
}

extension Optional: ProbeContainer where Wrapped: Decodable {
    fileprivate static func probe(
        _ probe: inout OutputProbe, at place: String
    ) throws -> (ValueType, empty: Any) {
        (try probe.describe(Wrapped.self, at: place).type, Wrapped?.none as Any)
    }
}
