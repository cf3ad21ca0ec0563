// A stand-in that is replaced whole by the module's own files.

/// An expression as its author wrote it.
package struct Expression: Sendable, Hashable, Codable {
    package let text: String
    package init(text: String) { self.text = text }
    package init(from decoder: any Decoder) throws {
        text = try decoder.singleValueContainer().decode(String.self)
    }
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

/// A text with `${ … }` in it.
package struct Template: Sendable, Hashable, Codable {
    package let text: String
    package init(text: String) { self.text = text }
    package init(from decoder: any Decoder) throws {
        text = try decoder.singleValueContainer().decode(String.self)
    }
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
