import OnusModel
import OnusPlugin
import OnusRuntime
import OnusStore

/// A run as people read it: what it is, its steps, its duties.
struct RunText {
    let report: RunReport
    let wording: Wording
    let now: Timestamp

    var rendered: String { head + steps + duties }

    private var style: Style { wording.style }

    private var head: String {
        let run = report.run
        var text = style.paint(run.run.rawValue, .bold)
        text += "  \(run.workflow) version \(run.version)\n\n"
        var table = Table()
        let state = report.state.outcome.map { "\(run.status.rawValue): \($0)" }
        table.add(
            .init("state", .dim), .init(state ?? run.status.rawValue, Self.ink(of: run.status)))
        table.add(.init("started", .dim), .init(started))
        if let end = report.state.endedAt {
            table.add(.init("ended", .dim), .init(wording.time(end)))
        }
        for (title, values) in [
            ("inputs", report.state.inputs), ("vars", report.state.variables),
            ("outputs", report.state.outputs),
        ] where !values.isEmpty {
            table.add(.init(title, .dim), .init(wording.values(values)))
        }
        return text + table.rendered(style)
    }

    private var started: String {
        let cause = report.state.cause.map { " because of \($0.duty?.rawValue ?? "\($0.run)")" }
        let time = wording.time(report.run.startedAt)
        return "\(time) by \(wording.person(report.run.initiator))\(cause ?? "")"
    }

    static func ink(of status: RunState.Status) -> Style.Ink? {
        switch status {
        case .running: .cyan
        case .ended: .green
        case .failed, .cancelled: .red
        }
    }

    private var steps: String {
        guard !report.steps.isEmpty else { return "" }
        var table = Table()
        let blocks = Set(report.steps.filter { !$0.isLeaf }.map(\.place))
        for step in report.steps {
            let above = Self.ancestors(of: step.place).filter(blocks.contains)
            let name = above.last.map { step.place.rawValue.dropFirst($0.rawValue.count + 1) }
            let span =
                wording.time(step.startedAt)
                + (step.endedAt.map { " – \(wording.time($0))" } ?? " –")
            let attempts = step.attempts > 1 ? "\(step.attempts) attempts" : ""
            table.add(
                .init(Self.sign(of: step), Self.ink(of: step)),
                .init(
                    String(repeating: "  ", count: above.count)
                        + (name.map(String.init) ?? step.place.rawValue)),
                .init(step.outcome ?? (step.state == .done ? "" : step.state.rawValue)),
                .init(span), .init(attempts))
        }
        return "\n" + style.paint("steps", .bold) + "\n" + table.rendered(style, indent: 2)
    }

    /// The places around this one, the outermost first.
    private static func ancestors(of place: Place) -> [Place] {
        var ancestors: [Place] = []
        var next = place.parent
        while next != .root {
            ancestors.append(next)
            next = next.parent
        }
        return ancestors.reversed()
    }

    static func sign(of step: StepReport) -> String {
        switch step.state {
        case .open: "●"
        case .done: "✓"
        case .skipped: "–"
        case .withdrawn: "↶"
        case .failed: "✗"
        }
    }

    static func ink(of step: StepReport) -> Style.Ink? {
        switch step.state {
        case .open: .cyan
        case .done: .green
        case .skipped, .withdrawn: .dim
        case .failed: .red
        }
    }

    private var duties: String {
        guard !report.duties.isEmpty else { return "" }
        var table = Table()
        for row in report.duties {
            let duty = DutyText(row, wording)
            let state =
                row.state == .open
                ? "waits for \(duty.awaited { $0.map(\.id).joined(separator: ", ") })"
                : duty.outcome ?? row.state.rawValue
            table.add(
                .init(row.place.rawValue, .cyan), .init(state),
                .init(row.dueAt == .distantFuture ? duty.due : "due \(duty.due)"),
                .init(duty.mark?.rawValue ?? "", duty.mark.map(Style.ink)), .init(duty.title))
        }
        return "\n" + style.paint("duties", .bold) + "\n" + table.rendered(style, indent: 2)
    }
}
