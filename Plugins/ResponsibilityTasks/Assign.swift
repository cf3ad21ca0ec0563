import OnusPlugin

/// Asks people to take something on.
///
/// It is *accepted* when all of them accepted it. The first who declines declines it for all, with
/// a reason, since somebody else must then be found.
struct Assign: DutyTask {
    static let name = "responsibility.assign"
    static let summary = "People accept what is assigned to them, or decline with a reason."

    @Parameter("What is assigned, in the words that people accept.")
    var assignment: String?
    @Parameter("How it will be measured whether it is done.")
    var measure: String?

    private static let accepted = "accepted"
    private static let declined = "declined"

    struct Output: TaskOutput {
        var acceptedBy: People
        var declinedBy: Person?
        var reason: String?
    }

    var outcomes: [Outcome] {
        [Outcome(Self.accepted, continues: true), Outcome(Self.declined)]
    }

    func refusal(of act: Act, in duty: DutyView) -> String? {
        act.outcome == Self.declined && act.words == nil
            ? "`declined` needs a comment that says why" : nil
    }

    func evaluate(_ duty: DutyView) -> Verdict<Output> {
        let decisions = duty.decisions
        let accepted = People(decisions.filter { $0.outcome == Self.accepted }.map(\.voice))
        if let refusal = decisions.first(where: { $0.outcome == Self.declined }) {
            let output = Output(
                acceptedBy: accepted, declinedBy: refusal.voice, reason: refusal.words)
            return .outcome(Self.declined, output, because: "\(refusal.doer) declined it")
        }
        let all = People(duty.deciders).members.count
        guard all > 0 else { return .pending("nobody is left who could accept it") }
        guard accepted.members.count == all else {
            return .pending("\(accepted.members.count) of \(all) accepted it")
        }
        return .outcome(
            Self.accepted, Output(acceptedBy: accepted), because: "\(all) of \(all) accepted it")
    }
}
