import OnusPlugin

/// Asks people for a decision.
///
/// Without `outcomes` it ends *approved*, *rejected* or *returned* (for amendment). It is approved
/// when as many approve as the rule needs, and refused as soon as they no longer can: then it is
/// returned when more people returned than rejected it, and else rejected. Who abstains counts for
/// the quorum but is taken out of the number that the rule goes by. Until it is settled everybody
/// may decide anew, and the last decision counts.
struct Approval: DutyTask {
    static let name = "approval"
    static let summary = "People decide; a rule says how many must agree."

    @Parameter(
        """
        How many must agree: `first` (whoever decides first), `any` (one), `all`, `majority` (more \
        than half), `{at_least: 2}`, `{share: 2/3}`, or `in_order` (all, one after the other).
        """)
    var rule: Rule = .first
    @Parameter("How many must have decided before anything is approved.")
    var quorum: Int?
    @Parameter("Whose rejection alone rejects; they are waited for.")
    var veto: People = []
    @Parameter("`allowed` when people may abstain.")
    var abstain: Abstention = .forbidden
    @Parameter(
        """
        Where as many approve as refuse under `majority`; with `outcomes`, where none of them gets \
        enough.
        """)
    var tie: String?
    @Parameter("Whether nobody is told who decided what.")
    var secret: Bool = false
    @Parameter("Steps whose results are shown to those who decide.")
    var shows: [StepReference] = []
    @Parameter(
        """
        What people choose from in place of approved, rejected and returned; the rule is counted \
        for each in this order.
        """, name: "outcomes")
    var choices: [String] = []
    @Parameter(
        """
        A field of the form that is part of what is voted on: decisions agree where they name the \
        same outcome and the same value. Without it everybody's form is their own.
        """)
    var settle: FieldReference?
    @Parameter("Whether a decision needs words: `optional`, `required` or `unless_approved`.")
    var comment: CommentRule = .optional

    enum Abstention: String, ParameterChoice { case forbidden, allowed }
    enum CommentRule: String, ParameterChoice {
        case optional, required
        case unlessApproved = "unless_approved"
    }

    /// How the votes fell.
    struct Output: TaskOutput {
        var approved: Int
        var rejected: Int
        var returned: Int
        var abstained: Int
        /// How many could decide.
        var deciders: Int
        /// How often each outcome was chosen.
        var counts: [String: Int]
        /// The words of those whose decisions stand, without their names.
        var comments: [String]
    }

    var isSecret: Bool { secret }
    var settledField: FieldReference? { settle }

    func awaited(in duty: DutyView) -> [Person] {
        let undecided = duty.undecided
        return rule == .inOrder ? Array(undecided.prefix(1)) : undecided
    }

    func refusal(of act: Act, in duty: DutyView) -> String? {
        guard act.kind == .decide, let outcome = act.outcome else { return nil }
        if rule == .inOrder, let next = duty.undecided.first, duty.undecided.contains(act.voice),
            next != act.voice
        {
            return secret ? "it is not your turn yet" : "it is the turn of \(next) first"
        }
        guard act.words == nil else { return nil }
        switch comment {
        case .optional: return nil
        case .required: return "a decision needs a comment"
        case .unlessApproved:
            return outcome == Self.approved ? nil : "`\(outcome)` needs a comment"
        }
    }

    func evaluate(_ duty: DutyView) -> Verdict<Output> {
        let ballot = Ballot(duty, choices: outcomes, settling: settle?.name)
        switch count(ballot) {
        case .pending(let missing): return .pending(missing)
        case .settled(let outcome, let because):
            return .outcome(outcome, output(ballot, duty), because: because)
        }
    }

    /// In the order of the decisions; of secret ones in the order of their texts, since it is seen
    /// who has decided so far.
    private func comments(_ decisions: [Act]) -> [String] {
        let words = decisions.compactMap(\.words)
        return secret ? words.sorted() : words
    }

    private func output(_ ballot: Ballot, _ duty: DutyView) -> Output {
        let counts = ballot.votes.reduce(into: [String: Int]()) { $0[$1.outcome, default: 0] += 1 }
        return Output(
            approved: ballot.count(Self.approved), rejected: ballot.count(Self.rejected),
            returned: ballot.count(Self.returned), abstained: ballot.abstained,
            deciders: ballot.deciders.count, counts: counts,
            comments: comments(duty.decisions))
    }
}
