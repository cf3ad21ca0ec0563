/// What somebody can do with an open duty.
public enum ActKind: String, Sendable, Hashable, Codable, CaseIterable {
    case claim, release, decide, progress, comment, attach, recuse, verify
}

/// Something that a person did with a duty. Never changed once it is in the record.
public struct Act: Sendable, Hashable, Codable {
    public var kind: ActKind
    public var person: Person
    /// Set when the person acted for somebody by delegation.
    public var onBehalfOf: Person?
    public var at: Timestamp
    /// For `decide`, the outcome chosen; for `verify`, `Act.verified` or `Act.returned`.
    public var outcome: String?
    public var comment: String?
    public var evidence: [File]
    /// The form fields that came with the act; for `progress` also `percent`.
    public var fields: ValueMap

    public init(
        _ kind: ActKind, by person: Person, onBehalfOf: Person? = nil, at: Timestamp,
        outcome: String? = nil, comment: String? = nil, evidence: [File] = [],
        fields: ValueMap = [:]
    ) {
        self.kind = kind
        self.person = person
        self.onBehalfOf = onBehalfOf
        self.at = at
        self.outcome = outcome
        self.comment = comment
        self.evidence = evidence
        self.fields = fields
    }

    /// What a verifier says who found the work done.
    public static let verified = "verified"
    /// What a verifier says who wants the work done again.
    public static let returned = "returned"

    /// Whose voice it is: the person who delegated, or else the person who acted.
    public var voice: Person { onBehalfOf ?? person }

    /// Who did it, and for whom if for another: `kim`, or `ari for kim`.
    public var doer: String { onBehalfOf.map { "\(person) for \($0)" } ?? "\(person)" }

    /// The comment, or nil when it says nothing.
    public var words: String? {
        comment.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
    }
}
