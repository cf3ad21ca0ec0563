/// A text for people, in one language or several.
package struct Text: Sendable, Hashable {
    /// By language tag; the empty tag is a text whose language nobody named.
    package let byLanguage: [String: String]

    package init(_ text: String) { byLanguage = ["": text] }
    package init(byLanguage: [String: String]) { self.byLanguage = byLanguage }

    /// The text in the first of these languages that there is, else the one without a language,
    /// else English, else the first by tag.
    package func string(in languages: [String] = []) -> String {
        for tag in languages + ["", "en"] {
            if let text = byLanguage[tag] { return text }
        }
        return byLanguage.min { $0.key < $1.key }?.value ?? ""
    }
}

extension Text: Codable {
    package init(from decoder: any Decoder) throws {
        byLanguage = try [String: String](from: decoder)
    }

    package func encode(to encoder: any Encoder) throws { try byLanguage.encode(to: encoder) }
}

extension Text: CustomStringConvertible, ExpressibleByStringLiteral {
    package var description: String { string() }
    package init(stringLiteral value: String) { self.init(value) }
}
