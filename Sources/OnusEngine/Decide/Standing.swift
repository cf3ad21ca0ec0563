import OnusModel
import OnusPlugin

// How a duty stood when its time was over, in words for the record.
extension Decider {
    /// `nobody had decided`, or who had, and what was missing.
    func standing(of duty: Duty) -> String {
        if duty.opened.isPhase == true { return "its steps are not over" }
        let isSecret = duty.isSecret
        if let proposal = duty.proposal {
            let doers = proposal.by.map { "`\($0)`" }.joined(separator: ", ")
            let verifiers = duty.opened.people.verifiers.map { "`\($0)`" }
            let done =
                isSecret
                ? "it was `\(proposal.outcome)`" : "it was `\(proposal.outcome)` by \(doers)"
            return "\(done), and \(verifiers.joined(separator: ", ")) had not verified it"
        }
        let decisions = duty.view.decisions
        if decisions.isEmpty { return "nobody had decided" }
        let count = "\(decisions.count) of \(duty.deciders.count) had decided"
        guard !isSecret else { return "\(count), which settled nothing" }
        let votes = decisions.map { "`\($0.voice)` \($0.outcome ?? "")" }
        return "\(count) (\(votes.joined(separator: ", "))), which settled nothing"
    }
}
