/// A task that people do.
///
/// A conforming value is pure: given the same parameters and the same acts it gives the same
/// answer, so that a run can be replayed and simulated. It is asked after every act.
///
/// ```swift
/// struct Signature: DutyTask {
///     static let name = "records.sign"
///     var outcomes: [Outcome] { [Outcome("signed", continues: true), Outcome("refused")] }
///     func evaluate(_ duty: DutyView) -> Verdict<NoOutput> {
///         guard let last = duty.decisions.last, let outcome = last.outcome else {
///             return .pending("nobody has signed yet")
///         }
///         return .outcome(outcome, NoOutput(), because: "\(last.voice) decided")
///     }
/// }
/// ```
public protocol DutyTask: TaskKind {
    /// Whether a workflow must say who verifies the work (`verified_by`).
    static var needsVerifier: Bool { get }

    /// What people can choose and what the duty can end with, in the order in which people see it.
    /// May depend on parameters that the workflow gives as literals.
    var outcomes: [Outcome] { get }

    /// What people may do with it besides deciding. Who may `claim` it may also `release` it, and
    /// `verify` goes by the workflow's `verified_by`: neither stands here. A claim is accepted only
    /// where one decision settles the duty, so that it never keeps others from their vote.
    var permits: Set<ActKind> { get }

    /// What is wrong with the parameters for those who are to decide, such as a quorum that they
    /// are too few for.
    ///
    /// Asked when a workflow is checked against an organisation that tells who decides, and again
    /// when the duty opens and whenever somebody leaves it; a duty with such a problem goes to
    /// whoever is accountable, before it can end by arithmetic that nobody meant.
    /// - Parameter absent: who would decide too, but is kept from it or has left.
    func problems(for deciders: [Person], without absent: [Person]) -> [ParameterProblem]

    /// Whether nobody is told who decided what, while it is open and afterwards.
    var isSecret: Bool { get }

    /// A field of the form that is part of what people decide: their decisions agree where it does.
    /// Nil where everybody's form is their own; then each field ends as most of those gave it whose
    /// outcome it became.
    var settledField: FieldReference? { get }

    /// Who is expected to act now: on their desks the duty lies.
    func awaited(in duty: DutyView) -> [Person]

    /// Why this act is not accepted, or nil when it is. Rights, deadlines and offered outcomes are
    /// checked before; this is for what only the task knows, such as missing evidence.
    func refusal(of act: Act, in duty: DutyView) -> String?

    /// Whether the acts so far settle the duty.
    func evaluate(_ duty: DutyView) -> Verdict<Output>
}

extension DutyTask {
    public static var needsVerifier: Bool { false }
    public var permits: Set<ActKind> { [.claim, .comment, .attach, .recuse] }
    public func problems(
        for deciders: [Person], without absent: [Person]
    ) -> [ParameterProblem] { [] }
    public var isSecret: Bool { false }
    public var settledField: FieldReference? { nil }
    public func awaited(in duty: DutyView) -> [Person] { duty.undecided }
    public func refusal(of act: Act, in duty: DutyView) -> String? { nil }
}

/// What a duty task answers.
public enum Verdict<Output: TaskOutput>: Sendable {
    /// Not settled yet; the text says what is missing, for people who look at the duty.
    case pending(String)
    /// Settled; `because` is the arithmetic or the reason, for the record.
    case outcome(String, Output, because: String)
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

    /// Each decider's last decision that still stands, in the order in which they were given. When
    /// a verifier returned the work, the decisions before that stand no longer.
    public var decisions: [Act] {
        // Most duties have one decider, and one act at the most.
        if acts.count < 2 {
            return acts.filter { $0.kind == .decide && deciders.contains($0.voice) }
        }
        var last: [Person: Int] = [:]
        for (index, act) in acts.enumerated() {
            switch act.kind {
            case .decide: last[act.voice] = index
            case .verify where act.outcome == Act.returned: last = [:]
            default: continue
            }
        }
        let isDecider = Set(deciders)
        return last.filter { isDecider.contains($0.key) }.values.sorted().map { acts[$0] }
    }

    /// The deciders of whom no decision stands, in order.
    public var undecided: [Person] {
        if acts.isEmpty { return deciders }
        let decided = Set(decisions.map(\.voice))
        return deciders.filter { !decided.contains($0) }
    }

    /// Every file that came with an act, in order, each content once.
    public var files: [File] {
        var seen: Set<String> = []
        return acts.flatMap(\.evidence).filter { seen.insert($0.digest).inserted }
    }
}
