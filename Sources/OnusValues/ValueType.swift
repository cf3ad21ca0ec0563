/// What kind of value an input, an output or an expression has, known before anything runs.
public indirect enum ValueType: Sendable, Hashable {
    case null
    case bool
    case int
    case uint
    case double
    case decimal
    case string
    case bytes
    case timestamp
    case duration
    /// One person of the organisation; the value is the person's id.
    case person
    /// Several people, without a repeat; the value is the list of their ids.
    case people
    /// A file that was handed in; the value is a map with `name`, `digest` and `size`.
    case file
    case list(ValueType)
    case map(ValueType, ValueType)
    case optional(ValueType)
    case type(ValueType)
    /// A map whose keys are known, such as `steps.completeness`.
    case record(RecordType)
    /// Not known before it runs. An expression over declared inputs never has it.
    case dyn
    /// Stands for any one type in the signature of a function.
    case parameter(String)
    /// A function that takes part in type values, such as the type of `type(1)`.
    case named(String)
}

/// The fields of a record in the order in which they were declared.
public struct RecordType: Sendable, Hashable {
    public var name: String
    public var fields: [Field]

    public struct Field: Sendable, Hashable {
        public var name: String
        public var type: ValueType
        /// The field may be missing when the record is read: `has()` tells.
        public var mayBeAbsent: Bool

        public init(_ name: String, _ type: ValueType, mayBeAbsent: Bool = false) {
            self.name = name
            self.type = type
            self.mayBeAbsent = mayBeAbsent
        }
    }

    public init(name: String, fields: [Field]) {
        self.name = name
        self.fields = fields
    }

    public subscript(field: String) -> Field? { fields.first { $0.name == field } }
}
