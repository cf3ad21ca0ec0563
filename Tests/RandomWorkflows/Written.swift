/// YAML in the making.
indirect enum Written: Sendable {
    /// A scalar as it stands in the file, quotes included.
    case raw(String)
    case list([Written])
    case map([Entry])

    struct Entry: Sendable {
        var key: String
        var value: Written
    }

    /// A scalar in double quotes.
    static func quoted(_ text: String) -> Written {
        .raw("\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\"")
    }

    static func names(_ names: [String]) -> Written { .list(names.map { .raw($0) }) }

    static func number(_ number: Int) -> Written { .raw("\(number)") }

    /// `{a: 1, b: [c]}`.
    var flow: String {
        switch self {
        case .raw(let text): text
        case .list(let elements): "[" + elements.map(\.flow).joined(separator: ", ") + "]"
        case .map(let entries):
            "{" + entries.map { "\($0.key): \($0.value.flow)" }.joined(separator: ", ") + "}"
        }
    }

    /// Over several lines where that is how authors write it.
    func block(indent: Int) -> String {
        let margin = String(repeating: " ", count: indent)
        switch self {
        case .raw(let text): return text
        case .list(let elements):
            return elements.map { "\n\(margin)- " + $0.item(indent: indent + 2) }.joined()
        case .map(let entries):
            return entries.map { "\n\(margin)\($0.key): " + $0.value.nested(indent: indent + 2) }
                .joined()
        }
    }

    /// What stands behind `- `.
    private func item(indent: Int) -> String {
        guard case .map(let entries) = self, holdsLists else { return flow }
        let margin = String(repeating: " ", count: indent)
        return entries.map { "\($0.key): " + $0.value.nested(indent: indent + 2) }
            .joined(separator: "\n\(margin)")
    }

    private func nested(indent: Int) -> String {
        holdsMaps ? block(indent: indent) : flow
    }

    /// Whether a list of steps, cases or handlers stands in it.
    private var holdsLists: Bool {
        guard case .map(let entries) = self else { return false }
        return entries.contains { $0.value.holdsMaps }
    }

    private var holdsMaps: Bool {
        switch self {
        case .raw: return false
        case .list(let elements):
            return elements.contains { if case .map = $0 { true } else { false } }
        case .map(let entries): return entries.contains { $0.value.holdsMaps }
        }
    }
}

extension [Written.Entry] {
    subscript(key: String) -> Written? {
        get { first { $0.key == key }?.value }
        set {
            removeAll { $0.key == key }
            if let newValue { append(Written.Entry(key: key, value: newValue)) }
        }
    }
}
