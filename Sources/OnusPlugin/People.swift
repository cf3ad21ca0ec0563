/// A person of the organisation, by id. In YAML a role or an expression that gives one person.
public struct Person: Sendable, Hashable, Comparable, CustomStringConvertible {
    public let id: String

    public init(_ id: String) { self.id = id }

    public var description: String { id }

    public static func < (one: Person, other: Person) -> Bool { one.id < other.id }
}

extension Person: Codable, ParameterValue {
    public init(from decoder: any Decoder) throws {
        id = try decoder.singleValueContainer().decode(String.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(id)
    }

    public static var shape: ParameterShape { .value(.person) }
    public static var placeholder: Person { Person("") }
}

extension Person: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) { self.init(value) }
}

/// Several people without a repeat. In YAML a role, an expression, or a list of these.
public struct People: Sendable, Hashable {
    public let members: [Person]

    public var isEmpty: Bool { members.isEmpty }

    /// Keeps the first of each person, in order.
    public init(_ members: [Person]) {
        if members.count < 2 {
            self.members = members
            return
        }
        var seen: Set<Person> = []
        self.members = members.filter { seen.insert($0).inserted }
    }

    public func contains(_ person: Person) -> Bool { members.contains(person) }
}

extension People: Codable, ParameterValue {
    /// Reads a list of ids, or one id alone.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let one = try? container.decode(Person.self) {
            self.init([one])
        } else {
            self.init(try container.decode([Person].self))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(members)
    }

    public static var shape: ParameterShape { .value(.people) }
    public static var placeholder: People { People([]) }
}

extension People: ExpressibleByArrayLiteral {
    public init(arrayLiteral members: Person...) { self.init(members) }
}

/// Another step of the same workflow, by its id.
public struct StepReference: Sendable, Hashable, Codable, ParameterValue {
    public let id: String

    public init(_ id: String) { self.id = id }

    public init(from decoder: any Decoder) throws {
        id = try decoder.singleValueContainer().decode(String.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(id)
    }

    public static var shape: ParameterShape { .step }
    public static var placeholder: StepReference { StepReference("") }
}

/// A field of the form that the people of a duty fill in, by its name.
public struct FieldReference: Sendable, Hashable, Codable, ParameterValue {
    public let name: String

    public init(_ name: String) { self.name = name }

    public init(from decoder: any Decoder) throws {
        name = try decoder.singleValueContainer().decode(String.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }

    public static var shape: ParameterShape { .field }
    public static var placeholder: FieldReference { FieldReference("") }
}

/// A file that was handed in, known by the digest of its content.
public struct File: Sendable, Hashable, Codable, ParameterValue {
    public let name: String
    /// SHA-256 of the content, in lower-case hexadecimal.
    public let digest: String
    /// Bytes.
    public let size: Int64

    public init(name: String, digest: String, size: Int64) {
        self.name = name
        self.digest = digest
        self.size = size
    }

    public static var shape: ParameterShape { .value(.file) }
    public static var placeholder: File { File(name: "", digest: "", size: 0) }
}
