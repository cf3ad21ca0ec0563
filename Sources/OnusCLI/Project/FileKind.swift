import OnusLanguage

/// What a file says that it is.
enum FileKind: String {
    case workflow
    case organization = "organisation"
    case calendar, test, project

    /// Nil for a text that is none of them.
    init?(_ content: ParsedContent) {
        switch content {
        case .workflow: self = .workflow
        case .organization: self = .organization
        case .calendar: self = .calendar
        case .test: self = .test
        case .project: self = .project
        case .nothing: return nil
        }
    }

    /// The key with which such a file begins.
    var key: String { self == .organization ? "organization" : rawValue }

    var words: String { self == .organization ? "an organisation" : "a \(rawValue)" }
}
