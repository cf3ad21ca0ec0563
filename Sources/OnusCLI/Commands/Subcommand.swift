import ArgumentParser

/// A subcommand: it reads its arguments, does its work in a session and says how it went.
protocol Subcommand: ParsableCommand {
    var voice: Voice { get }

    mutating func run(in session: Session, _ console: Console) async throws -> ExitStatus
}

/// In what form a command answers, and how much it says.
struct Voice: Sendable {
    var format: OutputFormat
    var volume: Console.Volume
}

/// A subcommand with the usual options for its output.
protocol StandardSubcommand: Subcommand {
    var output: OutputOptions { get }
}

extension StandardSubcommand {
    var voice: Voice { Voice(format: output.format, volume: output.volume) }
}

extension Session {
    func run(_ command: any Subcommand) async -> ExitStatus {
        let console = console(command.voice)
        var command = command
        guard !environment.directory.isEmpty else {
            return console.report(
                .badInput(
                    "the current folder is not there any more",
                    help: "go to a folder that is there, and do it again"))
        }
        do {
            return try await command.run(in: self, console)
        } catch let closed as OutputClosed where closed.reason == nil {
            return .done
        } catch {
            return console.report(Failure(error))
        }
    }

    /// What ArgumentParser has to say: help that was asked for, or how the command is used.
    func report(parsing error: any Error) -> ExitStatus {
        let status = ExitStatus(rawValue: Root.exitCode(for: error).rawValue)
        let stream: Output.Stream = status == .done ? .result : .messages
        let reader = stream == .result ? output.result : output.messages
        let text = Root.fullMessage(for: error, columns: reader.width)
        // WHY: there is nobody to tell that nobody reads.
        try? output.write(text.hasSuffix("\n") ? text : text + "\n", to: stream)
        return status
    }
}

extension Console {
    /// Says what went wrong, for people and where it was asked for also for programs.
    ///
    /// - Parameter withDocument: false when stdout has its document already.
    func report(_ failure: Failure, withDocument: Bool = true) -> ExitStatus {
        if !failure.diagnostics.isEmpty { emit(failure.diagnosticText) }
        emit(messageStyle.paint("error", .red) + ": " + failure.message.onItsLines)
        if let help = failure.help {
            emit(messageStyle.paint("help", .bold) + ": " + help.onItsLines)
        }
        // WHY: the exit status says it too, so it does not matter whether anybody reads this.
        if isJSON, withDocument { try? write(document: failure.document) }
        return failure.status
    }
}
