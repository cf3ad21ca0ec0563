/// Something that people can choose in a duty, or that a duty can end with; mostly both.
///
/// Where one leads is up to the workflow: it *maps* the outcome under `then:`, or the outcome goes
/// on to the next step by itself, or it is not to be had in this step. The traits below say which
/// of these the checker accepts.
///
/// ```swift
/// Outcome("approved", continues: true)
/// Outcome("rejected", mustBeMapped: true)   // the arithmetic can arrive at it
/// Outcome("returned")                       // offered in workflows that map it
/// Outcome("abstained", settles: false)      // a choice with which no duty ends
/// Outcome("undecided", isOffered: false)    // only the task arrives at it
/// ```
public struct Outcome: Sendable, Hashable {
    public let name: String
    /// Whether the workflow goes on to the next step when it says nothing else.
    public let continues: Bool
    /// Whether people may choose it; false for one that only the task arrives at, such as a tie.
    public let isOffered: Bool
    /// Whether a duty can end with it; false for a choice such as an abstention, which is offered
    /// although no workflow maps it.
    public let settles: Bool
    /// Whether every workflow must say where it leads, because the duty can end with it even when
    /// nobody is offered it. An outcome that continues is mapped already.
    public let mustBeMapped: Bool

    public init(
        _ name: String, continues: Bool = false, isOffered: Bool = true, settles: Bool = true,
        mustBeMapped: Bool? = nil
    ) {
        self.name = name
        self.continues = continues
        self.isOffered = isOffered
        self.settles = settles
        self.mustBeMapped = settles && !continues && (mustBeMapped ?? !isOffered)
    }
}
