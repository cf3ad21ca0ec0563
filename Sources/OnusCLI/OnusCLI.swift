// OnusCLI is the command line: every subcommand of `onus`, as a library, so that an executable with
// other plugins is five lines long.
//
// It stands at the end of the line parse → check → compile → decide → evolve → effects → commit →
// perform and outside of it: it reads what people type, hands it to the module that knows, and
// shows the answer. `OnusLanguage` finds the mistakes, `OnusEngine` decides, `OnusRuntime` acts.
//
//   Commands/   one subcommand a file
//   Options/    what several of them accept, and how it is read
//   Session/    one call of the program: plugins, environment, streams, clock
//   Project/    files and folders, `onus.yaml`, what a call is about
//   Output/     text for people and JSON for programs; widths, colours, tables
//   Failure/    every error as one message, the way out and an exit code
//   Words/      what happened, in sentences
//
// Results go to stdout and messages to stderr. A command returns its exit status and never ends the
// process; only `Onus.main` does. It must never decide anything about a run, and it writes nothing
// to a database but through the runtime.

import ArgumentParser
import OnusPlugin

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The program `onus`, with the plugins that an executable was built with.
///
/// ```swift
/// import OnusCLI
/// @main struct Main {
///     static func main() async { await Onus.main(plugins: [PatentPlugin.self]) }
/// }
/// ```
public enum Onus {
    /// Runs the command that the process was called with and ends the process.
    public static func main(plugins: [any Plugin.Type]) async {
        // WHY: a reader that went away must show as an error of `write`, not kill the process. An
        // empty handler, since SIG_IGN would be inherited by the programs that actions start.
        signal(SIGPIPE) { _ in }
        let arguments = Array(CommandLine.arguments.dropFirst())
        let status = await run(arguments, in: .ofProcess(plugins: plugins))
        exit(status.rawValue)
    }

    /// Runs one command and says how it went; never ends the process.
    package static func run(_ arguments: [String], in session: Session) async -> ExitStatus {
        if let name = Root.unknownHelp(in: arguments) {
            let failure = Failure.unknown("command", name, among: Root.names)
            return session.console(Voice(format: .text, volume: .normal)).report(failure)
        }
        do {
            var command = try Root.parseAsRoot(arguments)
            if let ours = command as? any Subcommand { return await session.run(ours) }
            try command.run()
            return .done
        } catch {
            return session.report(parsing: error)
        }
    }
}
