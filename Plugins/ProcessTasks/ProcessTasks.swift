// ProcessTasks runs other people's programs: `process.run` gives a program arguments and JSON, waits,
// and reads JSON back. It is the way to a task in any language that is no Swift module.
//
//   RunProgram    the action: parameters, outputs, errors
//   Programs      which program a name means, and whether the settings allow it
//   Child         the program as a process of its own group, behind three pipes
//   Conversation  feeding, reading, limits and the end, on a thread of its own
//
// No shell ever sees a word of a workflow. A program cannot take Onus with it or hold it up: it is
// ended when its time or its output is used up, with every process that it started and that did not
// leave its group; one that left keeps nothing open here. A program that closes its input early,
// writes without end, ignores a polite signal or leaves a child behind is all in a day's work.

import OnusPlugin

/// Running programs.
public struct ProcessPlugin: Plugin {
    public static let name = "process"
    public static let settings = [
        Setting("allow", .list(.value(.string)), "The programs that may run; all without it."),
        Setting(
            "path", .list(.value(.string)),
            "The folders where programs without a `/` are looked for; `/usr/local/bin`, `/usr/bin` "
                + "and `/bin` without it."),
        Setting(
            "environment", .map(.value(.string)),
            "What every program finds in its environment besides `PATH`, `LANG`, `ONUS_RUN`, "
                + "`ONUS_STEP`, `ONUS_ATTEMPT` and `ONUS_KEY`."),
    ]

    public init(settings: Settings) throws {
        try settings.allow(Self.settings)
        _ = try Programs(settings)
    }

    public var tasks: [any TaskKind.Type] { [RunProgram.self] }
}
