import OnusPlugin

/// One call of the program: what it was built with and what surrounds it.
package struct Session: Sendable {
    package let plugins: [any Plugin.Type]
    package let environment: Environment
    package let output: Output
    package let input: Input
    /// Lets time pass before something is looked at again.
    let pause: @Sendable (Duration) async throws -> Void

    package init(
        plugins: [any Plugin.Type], environment: Environment, output: Output, input: Input = .none,
        pause: @escaping @Sendable (Duration) async throws -> Void = {
            try await Task.sleep(for: $0)
        }
    ) {
        self.plugins = plugins
        self.environment = environment
        self.output = output
        self.input = input
        self.pause = pause
    }

    package static func ofProcess(plugins: [any Plugin.Type]) -> Session {
        Session(
            plugins: plugins, environment: .ofProcess, output: .ofProcess, input: .ofProcess)
    }

    /// Whether somebody sits there, looks at the messages and can answer.
    var isLive: Bool { input.isTerminal && output.messages.isTerminal }

    func console(_ voice: Voice) -> Console {
        Console(
            output: output, format: voice.format, volume: voice.volume,
            style: Style(isColored: output.result.isTerminal && environment.wantsColors),
            messageStyle: messageStyle)
    }

    var messageStyle: Style {
        Style(isColored: output.messages.isTerminal && environment.wantsColors)
    }
}
