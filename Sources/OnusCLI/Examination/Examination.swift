import OnusCalendar
import OnusCatalog
import OnusLanguage
import OnusModel
import OnusPlugin
import OnusRuntime
import OnusYAML

/// What `onus doctor` looks at, one thing after the other; nothing that is wrong with one of them
/// keeps it from looking at the rest.
struct Examination {
    let session: Session
    let options: DatabaseOptions

    func findings() async -> [Finding] {
        var findings = [version, clock, zones, project, channels].compactMap(\.self)
        findings += calendars
        findings += await database
        return findings
    }

    private func finding(
        _ subject: String, _ look: () throws -> (Finding.Grade, String)
    ) -> Finding {
        do {
            let (grade, words) = try look()
            return Finding(grade: grade, subject: subject, words: words)
        } catch {
            let failure = Failure(error)
            let help = failure.help.map { "; \($0)" } ?? ""
            return Finding(grade: .bad, subject: subject, words: failure.message + help)
        }
    }

    private var version: Finding {
        Finding(grade: .good, subject: "onus", words: "version \(Root.version)")
    }

    private var clock: Finding {
        let now = SystemClock().now
        // WHY 2024: no Onus is older, so a clock before that was never set.
        let isSet = now.utc.date.year >= 2024
        return Finding(
            grade: isSet ? .good : .bad, subject: "clock",
            words: isSet ? "\(now)" : "\(now): the machine's clock is not set; deadlines need it")
    }

    private var zones: Finding {
        finding("time zones") {
            let zone = try Zone.named("Asia/Shanghai")
            let hours = zone.offset(at: SystemClock().now) / 3600
            guard hours == 8 else {
                return (.bad, "`Asia/Shanghai` is \(hours) hours from UTC, expected 8")
            }
            return (.good, "read from `\(ZoneDirectory.system.path)`")
        }
    }

    private var project: Finding {
        finding("project") {
            let project = try Project(in: session).checked()
            let catalog = project.catalog
            let tasks = Counted.text(catalog.taskNames.count, "task")
            let plugins = Counted.text(catalog.plugins.count, "plugin")
            guard let file = project.file else {
                return (.warning, "no onus.yaml here or above; \(plugins) with \(tasks)")
            }
            return (.good, "`\(file.file)`; \(plugins) with \(tasks)")
        }
    }
}

extension Examination {
    /// Over what messages go out.
    private var channels: Finding? {
        guard let project = try? Project(in: session), project.file != nil else { return nil }
        let names = project.channels.map { "`\($0)`" }.joined(separator: ", ")
        guard names.isEmpty else {
            return Finding(
                grade: .good, subject: "channels", words: "messages go out over \(names)")
        }
        return Finding(
            grade: .warning, subject: "channels",
            words: "none is named in `\(ProjectLookup.name)`: reminders and notices reach people "
                + "only by the inbox")
    }

    /// The calendars that the project names.
    private var calendars: [Finding] {
        guard let project = try? Project(in: session) else { return [] }
        return project.calendars.map { path in
            finding("calendar") {
                let source = try session.environment.read(path.value)
                guard case .calendar(let file) = Parser.parse(source).content else {
                    return (.bad, "`\(path.value)` is no calendar; `onus check` says more")
                }
                let calendar = try file.calendar().get()
                return Self.horizon(of: calendar)
            }
        }
    }

    private static let lookahead = 90

    /// Beyond the last published day deadlines are provisional.
    static func horizon(of calendar: WorkingCalendar) -> (Finding.Grade, String) {
        guard let last = calendar.definition.publishedUntil else {
            return (.good, "`\(calendar.id)` has no last published day")
        }
        let days = SystemClock().now.utc.date.distance(to: last)
        let words = "`\(calendar.id)` is published until \(last)"
        guard days >= 0 else {
            return (.warning, words + ", which is over: all deadlines are provisional")
        }
        guard days > lookahead else {
            return (.warning, words + ", in \(days) days: later deadlines are provisional")
        }
        return (.good, words)
    }
}
