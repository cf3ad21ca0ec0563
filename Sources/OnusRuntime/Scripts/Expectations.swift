import OnusCalendar
import OnusLanguage
import OnusModel
import OnusPlugin
import OnusStore

extension Expectation {
    /// How what happened differs from what was expected, each with both.
    func problems(
        with report: RunReport, _ history: History, _ deployment: Deployment
    ) -> [ScriptProblem] {
        [
            outcomeProblem(report), pathProblem(report), stateProblem(report),
            marksProblem(history), startedProblem(history), dueProblem(report, deployment),
            withinProblem(report, deployment),
        ].compactMap { $0 } + outputProblems(report)
    }

    private func differs(
        _ what: String, _ expected: String, _ got: String, _ location: SourceLocation
    ) -> ScriptProblem? {
        guard expected != got else { return nil }
        return ScriptProblem("\(what): expected \(expected), got \(got)", at: location)
    }

    private func list(_ words: [String]) -> String { "[\(words.joined(separator: ", "))]" }

    private func outcomeProblem(_ report: RunReport) -> ScriptProblem? {
        guard let outcome else { return nil }
        var got = report.state.outcome.map { "`\($0)`" } ?? "none yet"
        if let duty {
            let step = last(of: duty.value, report)
            got =
                step.map { step in step.outcome.map { "`\($0)`" } ?? "none yet" }
                ?? "none: `\(duty.value)` was not opened"
        }
        return differs("outcome", "`\(outcome.value)`", got, outcome.location)
    }

    private func last(of step: String, _ report: RunReport) -> StepReport? {
        report.steps.last { $0.id.rawValue == step }
    }

    private func stateProblem(_ report: RunReport) -> ScriptProblem? {
        guard let state else { return nil }
        let got =
            duty.map { last(of: $0.value, report)?.state.rawValue ?? "never opened" }
            ?? report.state.status.rawValue
        let same = got == "done" && state.value == "closed" ? state.value : got
        return differs("state", "`\(state.value)`", "`\(same)`", state.location)
    }

    /// Leaf steps of the main line in the order in which they finished.
    private func pathProblem(_ report: RunReport) -> ScriptProblem? {
        guard let path else { return nil }
        let done = report.steps
            .filter { $0.isLeaf && !$0.isAside && $0.state == .done }
            .sorted { ($0.endedAfter ?? .max) < ($1.endedAfter ?? .max) }
        let paths = PathComparison(
            expected: path.map(\.value), got: done.map(\.id.rawValue))
        var problem = differs(
            "path", list(paths.expected), list(paths.got), path.first?.location ?? location)
        problem?.paths = paths
        return problem
    }

    private func marksProblem(_ history: History) -> ScriptProblem? {
        guard let marks else { return nil }
        let got = history.marks(at: duty?.value)
        return differs(
            "marks", list(marks.map(\.value.rawValue)), list(got.map(\.rawValue)),
            marks.first?.location ?? location)
    }

    private func startedProblem(_ history: History) -> ScriptProblem? {
        guard let started else { return nil }
        return differs(
            "started", list(started.map(\.value)), list(history.started),
            started.first?.location ?? location)
    }

    private func dueProblem(
        _ report: RunReport, _ deployment: Deployment
    ) -> ScriptProblem? {
        guard let dueAt else { return nil }
        let row = report.duties.last { $0.step.rawValue == duty?.value }
        guard let row, let zone = deployment.zone else {
            return ScriptProblem("due_at: the duty never opened", at: dueAt.location)
        }
        switch dueAt.value {
        case .instant(let time):
            return differs("due_at", "\(time)", "\(row.dueAt)", dueAt.location)
        case .local(let local):
            let got = (try? zone.local(at: row.dueAt)).map { "\($0)" } ?? "\(row.dueAt)"
            return differs("due_at", "\(local)", got, dueAt.location)
        }
    }

    private func withinProblem(
        _ report: RunReport, _ deployment: Deployment
    ) -> ScriptProblem? {
        guard let within else { return nil }
        guard let calendar = deployment.workingCalendar,
            let limit = try? calendar.deadline(
                from: report.run.startedAt, period: within.value
            ).at
        else {
            return ScriptProblem(
                "within: there is no calendar to count `\(within.value)` in",
                at: within.location)
        }
        guard let end = report.state.endedAt else {
            return ScriptProblem("within: the run has not ended", at: within.location)
        }
        guard end > limit else { return nil }
        func local(_ time: Timestamp) -> String {
            (try? calendar.zone.local(at: time)).map { "\($0)" } ?? "\(time)"
        }
        return ScriptProblem(
            "within: expected to end in `\(within.value)`, by \(local(limit)), got \(local(end))",
            at: within.location)
    }

    private func outputProblems(_ report: RunReport) -> [ScriptProblem] {
        outputs.compactMap { entry in
            let got = report.state.outputs[entry.name.value]
            guard !entry.value.agrees(with: got) else { return nil }
            let (wanted, found) = (entry.value.written, got.map(\.written))
            // What is written alike is told apart by what it is.
            let kind = wanted == found ? got.map { ", \($0.kindName)" } ?? "" : ""
            return ScriptProblem(
                "outputs.\(entry.name.value): expected `\(wanted)`, got "
                    + (found.map { "`\($0)`" } ?? "nothing") + kind, at: entry.value.location)
        }
    }
}

extension Deployment {
    /// The calendar that holds where nothing else is said.
    package var calendar: CalendarDefinition? {
        let byID = Dictionary(calendars.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        return Organization.calendar(organization?.calendar, among: byID)
    }

    package var workingCalendar: WorkingCalendar? {
        calendar.flatMap { try? WorkingCalendar($0) }
    }

    package var zone: Zone? { workingCalendar?.zone }
}
