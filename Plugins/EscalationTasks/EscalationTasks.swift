// EscalationTasks holds what happens when reminding has not helped: `escalation.open_case` opens an
// accountability case from a duty. A ladder's rung runs it, or a workflow that a rung starts, as
// the last thing before a person has to look.
//
// The case takes what the record says about the duty — who was accountable, responsible and
// supervising, by when, how late — and files it under a running number of its year. Which steps the
// case then goes through is a workflow like any other.
//
// It acts in the stage *perform*: it reads the record and its own store, and never changes a duty.
// Opening a case takes the accountability from nobody; it only puts on file that it was owed.

import OnusPlugin

/// Accountability cases.
///
/// Setting `utc_offset`, such as `"+08:00"`: where the year of a case number begins.
public struct EscalationPlugin: Plugin {
    public static let name = "escalation"
    public static let settings = [
        Setting(
            "utc_offset", .value(.string),
            "How far the clock by which the year of a case is counted is ahead of UTC, such as "
                + "\"+08:00\"; UTC without it.")
    ]

    public init(settings: Settings) throws {
        try settings.allow(Self.settings)
        _ = try CaseYear(settings)
    }

    public var tasks: [any TaskKind.Type] { [OpenCase.self] }
}
