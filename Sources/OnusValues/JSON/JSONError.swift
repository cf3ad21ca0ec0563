/// Where a text stops being JSON, and why.
public struct JSONError: Error, Sendable, Hashable {
    public var message: String
    /// Both count from 1; columns in Unicode scalars.
    public var line: Int
    public var column: Int
}

extension JSONError: CustomStringConvertible {
    public var description: String { "\(message), at line \(line), column \(column)" }
}

/// What a JSON text may not exceed.
public struct JSONLimits: Sendable, Hashable {
    public var bytes: Int
    public var depth: Int

    public init(bytes: Int = 16 << 20, depth: Int = 128) {
        self.bytes = bytes
        self.depth = depth
    }
}

/// JSON of other people's making: numbers, texts, lists and objects, nothing tagged.
public enum JSON {
    /// What a number with a fraction or an exponent becomes.
    public enum Fractions: Sendable {
        case double
        /// Exact, up to 34 digits; a double beyond that.
        case decimal
    }

    /// Reads one JSON value. An integer beyond 64 bits becomes a decimal up to 34 digits, then a
    /// double. Duplicate keys are refused.
    public static func parse(
        _ bytes: some Sequence<UInt8>, limits: JSONLimits = JSONLimits(),
        fractions: Fractions = .double
    ) throws(JSONError) -> Value {
        var reader = JSONReader(Array(bytes), limits: limits, fractions: fractions, tagged: false)
        return try reader.readDocument()
    }

    public static func parse(
        _ text: String, limits: JSONLimits = JSONLimits(), fractions: Fractions = .double
    ) throws(JSONError) -> Value {
        try parse(text.utf8, limits: limits, fractions: fractions)
    }
}
