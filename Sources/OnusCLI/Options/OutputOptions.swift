import ArgumentParser

/// In which form results come.
package enum OutputFormat: String, Sendable, CaseIterable, ExpressibleByArgument {
    /// For people.
    case text
    /// For programs: one document, or one a line where a command says so.
    case json
}

/// How every command says what it has to say.
struct OutputOptions: ParsableArguments {
    @Option(help: "Results for people or for programs.")
    var format: OutputFormat = .text

    @Flag(name: .shortAndLong, help: "Results only, no messages.")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Tell more about what happens.")
    var verbose = false

    var volume: Console.Volume { quiet ? .quiet : verbose ? .verbose : .normal }

    func validate() throws {
        if quiet, verbose { throw ValidationError("--quiet and --verbose contradict each other") }
    }
}
