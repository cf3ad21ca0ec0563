import OnusCalendar
import OnusLanguage
import OnusModel
import OnusRuntime
import OnusValues

/// What surrounds an expression that is tried: the organisation, the calendar and the time.
struct TrialPlace {
    var context: EvaluationContext
    var now: Timestamp

    /// Files that are named must be right; of what `onus.yaml` names only what is right counts.
    init(organization: String?, calendar: String?, _ session: Session) throws {
        now = SystemClock().now
        context = EvaluationContext(organization: nil)
        let isNamed = organization != nil || calendar != nil
        let hasProject = ProjectLookup.path(from: ".", in: session.environment) != nil
        guard isNamed || hasProject else { return }
        let named = [calendar].compactMap(\.self)
        do {
            let workspace = try Workspace(paths: named, organization: organization, session)
            let deployment = isNamed ? try workspace.deploymentIfClean() : workspace.deployment
            context = EvaluationContext(
                organization: deployment.organization,
                calendar: try calendar.map { try workspace.calendar(in: $0) }
                    ?? deployment.workingCalendar)
        } catch {
            if isNamed { throw error }
        }
    }

    /// The way out when something around is missing.
    static func help(for message: String) -> String? {
        switch message {
        case EvaluationContext.noOrganization:
            "name one with `--organization`, or work where an `onus.yaml` does"
        case EvaluationContext.noCalendar:
            "name one with `--calendar`, or work where an `onus.yaml` does"
        default: nil
        }
    }
}

extension Workspace {
    /// What a file that was named as a calendar holds.
    fileprivate func calendar(in path: String) throws -> WorkingCalendar {
        guard let file = checked.calendars.first(where: { $0.file == path }) else {
            throw Failure.badInput(
                "`\(path)` is no calendar", help: "the file of one begins with `calendar: NAME`")
        }
        return try WorkingCalendar(file.definition)
    }
}
