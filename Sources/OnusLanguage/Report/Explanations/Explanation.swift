import OnusValues

/// What a code means, for `onus explain`.
package struct Explanation: Sendable, Hashable {
    package let code: String
    /// The mistake in a few words.
    package let title: String
    /// What is wrong, why it matters and what to do.
    package let text: String

    init(_ code: Code, _ title: String, _ text: String) {
        self.init(code: code.rawValue, title: title, text: text)
    }

    init(code: String, title: String, text: String) {
        self.code = code
        self.title = title
        self.text = text
    }

    /// Of every code that a diagnostic can have, by code.
    package static let all: [Explanation] = {
        // WHY: where a rule and the checker report under one code, the rule's words hold.
        let known = Set(ofRules.map(\.code))
        let others = ofReading + ofShapes + ofMeaning + ofOtherFiles
        return (ofRules + others.filter { !known.contains($0.code) }).sorted { $0.code < $1.code }
    }()

    private static let ofRules = Rules.all.map {
        Explanation(code: $0.code, title: $0.title, text: $0.explanation)
    }

    package var document: Value {
        ["code": .string(code), "title": .string(title), "text": .string(text)]
    }
}
