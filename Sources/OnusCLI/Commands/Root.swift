import ArgumentParser

/// The command `onus` itself.
struct Root: ParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "onus",
        abstract: "Duties that people owe, each with a deadline, a supervisor and a record.",
        discussion: """
            A workflow says in YAML who owes what to whom by when, and what happens when they are \
            late. `onus init` writes one to begin with.
            """,
        version: version,
        groupedSubcommands: [
            CommandGroup(
                name: "For authors",
                subcommands: [
                    Init.self, Check.self, Format.self, Test.self, Run.self, Graph.self, Eval.self,
                    SchemaCommand.self,
                ]),
            CommandGroup(
                name: "For operators",
                subcommands: [
                    Deploy.self, Start.self, Work.self, Send.self, Cancel.self, Migrate.self,
                ]),
            CommandGroup(
                name: "For those who look",
                subcommands: [Inbox.self, Runs.self, Show.self, Log.self]),
            CommandGroup(
                name: "For those who owe something",
                subcommands: [
                    Decide.self, Claim.self, Release.self, Progress.self, Attach.self,
                    Comment.self, Verify.self, Recuse.self, Extend.self,
                ]),
            CommandGroup(
                name: "About itself",
                subcommands: [Plugins.self, Explain.self, Doctor.self]),
        ])
}

extension Root {
    /// The commands by name.
    static var names: [String] {
        configuration.groupedSubcommands.flatMap { $0.subcommands }
            .compactMap { $0.configuration.commandName }.sorted()
    }

    /// The command of which help is wanted and that there is not.
    static func unknownHelp(in arguments: [String]) -> String? {
        guard arguments.first == "help", let name = arguments.dropFirst().first,
            !name.hasPrefix("-"), name != "help", !names.contains(name)
        else { return nil }
        return name
    }
}
