import OnusPlugin

/// Asks people to carry something out.
///
/// On the way they report progress, as a percentage or in words, and attach files. It is *done* when
/// one of them says so for all, or each of them with `each`, and enough files were handed in.
/// Progress goes down only with words that say why.
struct Deliver: DutyTask {
    static let name = "responsibility.deliver"
    static let summary = "People carry something out, report progress and hand in evidence."

    @Parameter("What is to be carried out.")
    var assignment: String?
    @Parameter("How it is measured whether it is done.")
    var measure: String?
    @Parameter("How many files must have been handed in before it can be done.")
    var evidence: Int = 0
    @Parameter("Whether each of the responsible people must say that it is done, or one for all.")
    var each: Bool = false

    private static let done = "done"

    struct Output: TaskOutput {
        /// Per cent.
        var progress: Int
        /// How often progress was reported.
        var reports: Int
        var files: [File]
        var summary: String?
        var deliveredBy: People
    }

    var outcomes: [Outcome] { [Outcome(Self.done, continues: true)] }

    var permits: Set<ActKind> { [.claim, .comment, .attach, .progress] }

    func problems() -> [ParameterProblem] {
        evidence < 0 ? [ParameterProblem("evidence", "is 0 or more")] : []
    }

    func refusal(of act: Act, in duty: DutyView) -> String? {
        switch act.kind {
        case .progress: return refusal(ofReport: act, in: duty)
        case .decide:
            let files = DutyView(deciders: [], acts: duty.acts + [act]).files.count
            guard files < evidence else { return nil }
            let isAnew = duty.acts.contains {
                $0.kind == .verify && $0.outcome == Act.returned
            }
            let since = isAnew ? "since it was returned" : "so far"
            return "`done` needs \(evidence) \(evidence == 1 ? "file" : "files") as evidence, "
                + "and \(files == 0 ? "none" : "\(files)") handed in \(since)"
        default: return nil
        }
    }

    private func refusal(ofReport act: Act, in duty: DutyView) -> String? {
        guard let given = act.fields["percent"] else {
            return act.words == nil ? "a report says a percentage or something in words" : nil
        }
        guard let percent = Self.percent(given) else {
            return "`percent` is a whole number from 0 to 100"
        }
        let before = Self.progress(in: duty)
        guard percent < before, act.words == nil else { return nil }
        return "progress was \(before) per cent: say in a comment why it is \(percent) now"
    }

    func evaluate(_ duty: DutyView) -> Verdict<Output> {
        let decisions = duty.decisions.filter { $0.outcome == Self.done }
        let needed = each ? max(1, People(duty.deciders).members.count) : 1
        guard let last = decisions.last, decisions.count >= needed else {
            return .pending(missing(decisions.count, of: needed, duty))
        }
        let names = decisions.map(\.doer).joined(separator: ", ")
        return .outcome(
            Self.done,
            Output(
                progress: 100, reports: duty.acts.count { $0.kind == .progress },
                files: duty.files, summary: last.words,
                deliveredBy: People(decisions.map(\.voice))),
            because: "\(names) delivered it")
    }

    private func missing(_ count: Int, of needed: Int, _ duty: DutyView) -> String {
        let progress = "\(Self.progress(in: duty)) per cent done"
        return needed > 1 ? "\(progress), \(count) of \(needed) delivered" : progress
    }

    /// What was reported last, in per cent.
    private static func progress(in duty: DutyView) -> Int {
        duty.acts.last { $0.kind == .progress && $0.fields["percent"].flatMap(percent) != nil }?
            .fields["percent"].flatMap(percent) ?? 0
    }

    private static func percent(_ value: Value) -> Int? {
        let number: Int64? =
            switch value {
            case .int(let number): number
            case .decimal(let number): number.int64Value
            case .double(let number): Int64(exactly: number)
            default: nil
            }
        return number.flatMap { (0...100).contains($0) ? Int($0) : nil }
    }
}
