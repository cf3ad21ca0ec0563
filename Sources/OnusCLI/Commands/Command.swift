import ArgumentParser

/// A subcommand: it reads its arguments, does its work in a session and says how it went.
protocol Command: ParsableCommand {
    var output: OutputOptions { get }

    mutating func run(in session: Session, _ console: Console) async throws -> ExitStatus
}

extension Session {
    func run(_ command: any Command) async -> ExitStatus {
        let console = console(command.output)
        var command = command
        do {
            return try await command.run(in: self, console)
        } catch is OutputClosed {
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
    func report(_ failure: Failure) -> ExitStatus {
        if !failure.diagnostics.isEmpty { emit(failure.diagnosticText) }
        emit(messageStyle.paint("error", .red) + ": " + failure.message)
        if let help = failure.help { emit(messageStyle.paint("help", .bold) + ": " + help) }
        // WHY: the exit status says it too, so it does not matter whether anybody reads this.
        if isJSON { try? write(document: failure.document) }
        return failure.status
    }
}
