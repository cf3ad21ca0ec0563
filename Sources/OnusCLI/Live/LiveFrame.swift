import OnusLanguage
import OnusModel
import OnusPlugin
import OnusRuntime
import OnusStore

/// One picture of a run for a terminal: its steps, who is asked for what, what happened last.
struct LiveFrame {
    var report: RunReport
    /// Open duties of the run and of those that it made start.
    var duties: [DutyRow]
    /// The last sentences of the record.
    var news: [Line]
    var now: Timestamp
    var isVirtual: Bool
    var wording: Wording

    private static let newsLines = 6

    /// The lines, none wider than the terminal and together not higher.
    func lines(width: Int, height: Int) -> [String] {
        var lines = [head, ""]
        let duties = dutyLines
        let news = self.news.suffix(Self.newsLines)
        // WHY: the two lines of the dialog and one to spare belong to the screen as well.
        let room = height - lines.count - duties.count - news.count - 6
        lines += stepLines(atMost: max(3, room))
        if !duties.isEmpty { lines += [""] + duties }
        if !news.isEmpty { lines += [""] + news.map { style.paint($0, .dim).text } }
        return lines.map { LiveFrame.cut($0, to: width - 1) }
    }

    private var style: Style { wording.style }

    private var head: String {
        let clock = isVirtual ? " (virtual)" : ""
        let status = report.state.outcome ?? report.run.status.rawValue
        return style.paint(report.run.run.rawValue, .bold)
            + "  \(style.paint(status, RunText.ink(of: report.run.status)))"
            + "  \(wording.time(now))\(clock)"
    }

    private func stepLines(atMost limit: Int) -> [String] {
        let steps = report.steps.map { step in
            let sign = style.paint(RunText.sign(of: step), RunText.ink(of: step))
            let outcome = step.outcome.map { "  \($0)" } ?? ""
            let attempts = step.attempts > 1 ? "  attempt \(step.attempts)" : ""
            return "  \(sign) " + "\(step.place.rawValue)\(outcome)\(attempts)".onOneLine
        }
        guard steps.count > limit else { return steps }
        let hidden = Counted.text(steps.count - limit + 1, "step")
        return [style.paint("  … \(hidden) before", .dim)] + steps.suffix(limit - 1)
    }

    private var dutyLines: [String] {
        var table = Table()
        for (index, row) in duties.enumerated() {
            let duty = DutyText(row, wording)
            let light = duty.mark.map { "● \($0.rawValue)" } ?? "●"
            table.add(
                .init("\(index + 1)", .bold), .init(light, duty.mark.map(Style.ink) ?? .dim),
                .init(name(of: row), .cyan), .init(row.desks.map(\.id).joined(separator: ", ")),
                .init(due(row, duty)),
                .init(duty.title))
        }
        return table.rendered(style, indent: 2).split(separator: "\n").map(String.init)
    }

    private func due(_ row: DutyRow, _ duty: DutyText) -> String {
        row.dueAt == .distantFuture
            ? duty.due : "due \(duty.due), \(wording.distance(to: row.dueAt, from: now))"
    }

    private func name(of row: DutyRow) -> String {
        row.run == report.run.run ? row.place.rawValue : row.duty.rawValue
    }

    /// Cuts a line that may have colours in it.
    static func cut(_ line: String, to width: Int) -> String {
        var kept = String.UnicodeScalarView()
        var used = 0
        var isInEscape = false
        for scalar in line.unicodeScalars {
            if isInEscape {
                kept.append(scalar)
                isInEscape = scalar != "m"
                continue
            }
            if scalar.value == 0x1B {
                isInEscape = true
                kept.append(scalar)
                continue
            }
            used += DisplayWidth.of(scalar)
            guard used <= width else {
                return String(kept) + (line.unicodeScalars.contains("\u{1B}") ? "\u{1B}[0m" : "")
            }
            kept.append(scalar)
        }
        return String(kept)
    }
}
