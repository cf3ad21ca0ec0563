import OnusPlugin

/// Asks people to look at somebody else's work.
///
/// The first of them who reports settles it: *clean*, or *findings*, which are said in the field
/// `findings` (a text, one a line, or a list of texts) or else in the comment.
struct Inspect: DutyTask {
    static let name = "supervision.inspect"
    static let summary = "People look at a step by a stated method and say what they found."

    @Parameter("The step that is looked at.")
    var subject: StepReference
    @Parameter("What is looked at, such as progress, spending, risks.")
    var content: [String]
    @Parameter("How it is looked at, such as a site visit.")
    var method: String
    @Parameter("How often, in words.")
    var frequency: String?

    private static let clean = "clean"
    private static let findings = "findings"

    struct Output: TaskOutput {
        var findings: [String]
        var files: [File]
        var inspectedBy: Person
    }

    var outcomes: [Outcome] {
        [Outcome(Self.clean, continues: true), Outcome(Self.findings, continues: true)]
    }

    func problems() -> [ParameterProblem] {
        var problems: [ParameterProblem] = []
        if content.allSatisfy({ $0.isBlank }) {
            problems.append(ParameterProblem("content", "must say what is looked at"))
        }
        if method.isBlank {
            problems.append(ParameterProblem("method", "must say how it is looked at"))
        }
        return problems
    }

    func refusal(of act: Act, in duty: DutyView) -> String? {
        guard act.kind == .decide else { return nil }
        let found = !Self.findings(of: act).isEmpty
        switch act.outcome {
        case Self.findings where !found:
            return "say what was found, in the field `findings` or in a comment"
        case Self.clean where act.fields[Self.findings] != nil && found:
            return "`clean` has no findings: choose `findings`, or leave the field out"
        default: return nil
        }
    }

    func evaluate(_ duty: DutyView) -> Verdict<Output> {
        guard let report = duty.decisions.first, let outcome = report.outcome,
            outcomes.contains(where: { $0.name == outcome })
        else { return .pending("nobody has reported yet") }
        let found = outcome == Self.clean ? [] : Self.findings(of: report)
        let output = Output(findings: found, files: duty.files, inspectedBy: report.voice)
        let count = found.count == 1 ? "1 finding" : "\(found.count) findings"
        return .outcome(
            outcome, output,
            because: "\(report.doer) reported \(found.isEmpty ? "nothing amiss" : count)")
    }

    private static func findings(of act: Act) -> [String] {
        let said: [String] =
            switch act.fields[findings] {
            case .string(let text): text.split(whereSeparator: \.isNewline).map(String.init)
            case .list(let items): items.compactMap(\.stringValue)
            default: act.words.map { [$0] } ?? []
            }
        return said.filter { !$0.isBlank }
    }
}

extension String {
    var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
