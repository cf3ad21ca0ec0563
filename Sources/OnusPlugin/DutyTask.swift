/// A task that people do.
///
/// A conforming value is pure: given the same parameters and the same acts it gives the same
/// answer, so that a run can be replayed and simulated. It is asked after every act.
public protocol DutyTask: TaskKind {
    /// What the duty can end with. May depend on parameters that the workflow gives as literals.
    var outcomes: [Outcome] { get }

    /// What people may do with it besides deciding.
    var permits: Set<ActKind> { get }

    /// Why this act is not accepted, or nil when it is. Rights, deadlines and offered outcomes are
    /// checked before; this is for what only the task knows, such as missing evidence.
    func refusal(of act: Act, in duty: DutyView) -> String?

    /// Whether the acts so far settle the duty.
    func evaluate(_ duty: DutyView) -> Verdict<Output>
}

extension DutyTask {
    public var permits: Set<ActKind> { [.claim, .comment, .attach] }
    public func refusal(of act: Act, in duty: DutyView) -> String? { nil }
}

/// One way in which a duty can end.
public struct Outcome: Sendable, Hashable {
    public let name: String
    /// Whether the workflow goes on to the next step when it says nothing else.
    public let continues: Bool
    /// Whether people may choose it; false for one that only the task arrives at, such as a tie.
    public let isOffered: Bool

    public init(_ name: String, continues: Bool = false, isOffered: Bool = true) {
        self.name = name
        self.continues = continues
        self.isOffered = isOffered
    }
}

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
    /// For `decide`, the outcome chosen; for `verify`, `verified` or `returned`.
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

    /// Whose voice it is: the person who delegated, or else the person who acted.
    public var voice: Person { onBehalfOf ?? person }
}

/// What a duty task is told.
public struct DutyView: Sendable, Hashable {
    /// Who decides, in order; people who recused themselves are not among them.
    public let deciders: [Person]
    /// What was done since the duty opened or its content last changed, oldest first.
    public let acts: [Act]

    public init(deciders: [Person], acts: [Act]) {
        self.deciders = deciders
        self.acts = acts
    }

    /// Each decider's last decision that still stands, in the order in which they were given.
    public var decisions: [Act] {
        var last: [Person: Int] = [:]
        for (index, act) in acts.enumerated() where act.kind == .decide {
            last[act.voice] = index
        }
        return last.values.sorted().map { acts[$0] }.filter { deciders.contains($0.voice) }
    }
}

/// What a duty task answers.
public enum Verdict<Output: TaskOutput>: Sendable {
    /// Not settled yet; the text says what is missing, for people who look at the duty.
    case pending(String)
    /// Settled; `because` is the arithmetic or the reason, for the record.
    case outcome(String, Output, because: String)
}
