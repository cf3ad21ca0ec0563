import OnusPlugin

// What an approval can end with, and which parameters make no sense together.
extension Approval {
    static let approved = "approved"
    static let rejected = "rejected"
    static let returned = "returned"
    static let abstained = "abstained"
    static let undecided = "undecided"

    var outcomes: [Outcome] {
        var outcomes =
            choices.isEmpty
            ? [
                Outcome(Self.approved, continues: true),
                Outcome(Self.rejected, mustBeMapped: true), Outcome(Self.returned),
            ]
            : choices.map { Outcome($0, mustBeMapped: true) }
        if abstain == .allowed { outcomes.append(Outcome(Self.abstained, settles: false)) }
        for end in [fallback, tie].compactMap(\.self)
        where !outcomes.contains(where: { $0.name == end }) {
            outcomes.append(Outcome(end, isOffered: false))
        }
        return outcomes
    }

    /// Where it ends when the votes or the people do not suffice for anything else. Nil when that
    /// cannot be, as long as somebody is left: one vote is enough, and nobody may abstain.
    var fallback: String? {
        if choices.isEmpty { return Self.rejected }
        let oneIsEnough = rule == .first || rule == .any
        let isSure = oneIsEnough && abstain == .forbidden && quorum == nil
        return tie ?? (isSure ? nil : Self.undecided)
    }

    func problems() -> [ParameterProblem] {
        var problems: [ParameterProblem] = []
        if let problem = rule.problem { problems.append(ParameterProblem("rule", problem)) }
        if let quorum, quorum < 1 {
            problems.append(ParameterProblem("quorum", "is 1 or more"))
        }
        if quorum != nil, rule == .first {
            problems.append(ParameterProblem("quorum", "has no sense under the rule `first`"))
        }
        if !veto.isEmpty, rule == .first {
            problems.append(ParameterProblem("veto", "has no sense under the rule `first`"))
        }
        if settle != nil, rule == .first || rule == .any {
            problems.append(ParameterProblem("settle", "has no sense where one decision is enough"))
        }
        return problems + tieProblems + choiceProblems
    }

    /// More votes than there are people, and a veto of somebody who has no vote.
    func problems(for deciders: [Person], without absent: [Person]) -> [ParameterProblem] {
        let people = deciders.count == 1 ? "1 person decides" : "\(deciders.count) people decide"
        var problems: [ParameterProblem] = []
        if case .atLeast(let need) = rule, need > deciders.count {
            problems.append(ParameterProblem("rule", "needs at least \(need), and \(people)"))
        }
        if let quorum, quorum > deciders.count {
            problems.append(ParameterProblem("quorum", "is \(quorum), and \(people)"))
        }
        let strangers = veto.members.filter { !deciders.contains($0) && !absent.contains($0) }
        if !strangers.isEmpty {
            let names = strangers.map { "`\($0)`" }.joined(separator: ", ")
            let verb = strangers.count == 1 ? "is" : "are"
            problems.append(
                ParameterProblem("veto", "names \(names), who \(verb) not among the deciders"))
        }
        return problems
    }

    private var tieProblems: [ParameterProblem] {
        guard let tie else { return [] }
        if !Self.isName(tie) || tie == Self.abstained {
            return [ParameterProblem("tie", "names an outcome, and `\(tie)` cannot be one")]
        }
        if choices.isEmpty, rule != .majority {
            return [ParameterProblem("tie", "is possible under the rule `majority` only")]
        }
        return []
    }

    private var choiceProblems: [ParameterProblem] {
        guard !choices.isEmpty else { return [] }
        var problems: [ParameterProblem] = []
        if choices.count < 2 {
            problems.append(ParameterProblem("outcomes", "gives people nothing to choose between"))
        }
        if Set(choices).count < choices.count {
            problems.append(ParameterProblem("outcomes", "has one twice"))
        }
        for name in choices where !Self.isName(name) || name == Self.abstained {
            problems.append(
                ParameterProblem("outcomes", "has `\(name)`, which cannot be an outcome's name"))
        }
        if !veto.isEmpty {
            problems.append(ParameterProblem("veto", "needs the outcomes approved and rejected"))
        }
        return problems
    }

    /// A word in `snake_case` that means nothing else where outcomes are mapped.
    private static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, (97...122).contains(first), text != "any" else {
            return false
        }
        return text.utf8.allSatisfy {
            (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "_")
        }
    }
}
