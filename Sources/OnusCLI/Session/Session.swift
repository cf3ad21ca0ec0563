import OnusCatalog
import OnusPlugin
import OnusValues

/// One call of the program: what it was built with and what surrounds it.
package struct Session: Sendable {
    package let plugins: [any Plugin.Type]
    package let environment: Environment
    package let output: Output

    package init(plugins: [any Plugin.Type], environment: Environment, output: Output) {
        self.plugins = plugins
        self.environment = environment
        self.output = output
    }

    package static func ofProcess(plugins: [any Plugin.Type]) -> Session {
        Session(plugins: plugins, environment: .ofProcess, output: .ofProcess)
    }

    func console(_ options: OutputOptions) -> Console {
        Console(
            output: output, format: options.format, volume: options.volume,
            style: Style(isColored: output.result.isTerminal && environment.wantsColors),
            messageStyle: messageStyle)
    }

    var messageStyle: Style {
        Style(isColored: output.messages.isTerminal && environment.wantsColors)
    }
}
