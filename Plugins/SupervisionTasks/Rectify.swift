import OnusPlugin

/// Asks people to put findings right.
///
/// One of them says that it is *rectified*, in words and with files. The duty then waits for
/// somebody who did not do it (`verified_by`), who verifies it or returns it with a comment.
struct Rectify: DutyTask {
    static let name = "supervision.rectify"
    static let summary = "People put findings right with evidence; somebody else verifies it."
    static let needsVerifier = true

    @Parameter("What is to be put right.")
    var findings: [String]
    @Parameter("How many files must be handed in.")
    var evidence: Int = 1

    private static let rectified = "rectified"

    struct Output: TaskOutput {
        /// What was done, in words.
        var measures: String
        var files: [File]
        var rectifiedBy: Person
    }

    var outcomes: [Outcome] { [Outcome(Self.rectified, continues: true)] }

    var permits: Set<ActKind> { [.claim, .comment, .attach, .progress] }

    func problems() -> [ParameterProblem] {
        var problems: [ParameterProblem] = []
        if findings.allSatisfy({ $0.isBlank }) {
            problems.append(ParameterProblem("findings", "must say what is to be put right"))
        }
        if evidence < 0 { problems.append(ParameterProblem("evidence", "is 0 or more")) }
        return problems
    }

    func refusal(of act: Act, in duty: DutyView) -> String? {
        switch act.kind {
        case .decide:
            guard act.words != nil else { return "say in a comment what was done" }
            let files = DutyView(deciders: [], acts: duty.acts + [act]).files.count
            guard files < evidence else { return nil }
            let isAnew = duty.acts.contains {
                $0.kind == .verify && $0.outcome == Act.returned
            }
            let since = isAnew ? "since it was returned" : "so far"
            return "`rectified` needs \(evidence) \(evidence == 1 ? "file" : "files") as evidence, "
                + "and \(files == 0 ? "none" : "\(files)") handed in \(since)"
        case .verify where act.outcome == Act.returned && act.words == nil:
            return "say in a comment what is still missing"
        default: return nil
        }
    }

    func evaluate(_ duty: DutyView) -> Verdict<Output> {
        guard let report = duty.decisions.last, report.outcome == Self.rectified else {
            return .pending(
                findings.count == 1
                    ? "1 finding is to be put right"
                    : "\(findings.count) findings are to be put right")
        }
        let output = Output(
            measures: report.words ?? "", files: duty.files, rectifiedBy: report.voice)
        return .outcome(Self.rectified, output, because: "\(report.doer) put it right")
    }
}
