/// One parameter of a task kind, with the sentence that explains it to authors.
///
/// A parameter without a default must be given in the workflow; an optional one need not be. A test
/// of yours sets them like any property: `var task = PatentStatus(); task.number = "CN1"`.
///
/// ```swift
/// @Parameter("The publication number, such as CN1234567A.")
/// var number: String
///
/// @Parameter("How old a cached answer may be, in days.")
/// var maximumAge: Int = 1          // `maximum_age` in a workflow
///
/// @Parameter("What people choose from.", name: "outcomes")
/// var choices: [String] = []       // where the property cannot have the name
/// ```
@propertyWrapper
public struct Parameter<Wrapped: ParameterValue>: Sendable {
    public var wrappedValue: Wrapped
    public let help: String
    /// Whether the workflow must give it.
    public let isRequired: Bool
    /// What authors call it, when that is not the property's name in `snake_case`.
    public let name: String?

    /// A parameter with a default.
    public init(wrappedValue: Wrapped, _ help: String, name: String? = nil) {
        self.wrappedValue = wrappedValue
        self.help = help
        self.name = name
        isRequired = false
    }

    /// A parameter that must be given, unless its type is optional.
    public init(_ help: String, name: String? = nil) {
        wrappedValue = Wrapped.placeholder
        self.help = help
        self.name = name
        isRequired = !Wrapped.isOptional
    }
}

extension Parameter: Decodable {
    public init(from decoder: any Decoder) throws {
        // WHY: through the container, since values of ours such as decimals are known to it.
        wrappedValue = try decoder.singleValueContainer().decode(Wrapped.self)
        help = ""
        name = nil
        isRequired = false
    }
}

/// What Onus reads off a `@Parameter` by reflection; nothing for authors of tasks to conform to.
public protocol AnyParameter {
    var help: String { get }
    var name: String? { get }
    var isRequired: Bool { get }
    var shape: ParameterShape { get }
    /// Encodes the default, or the placeholder where there is none.
    func encodeDefault(to encoder: any Encoder) throws
}

extension Parameter: AnyParameter {
    public var shape: ParameterShape { Wrapped.shape }
    public func encodeDefault(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(wrappedValue)
    }
}
