import ArgumentParser
import OnusLanguage
import OnusValues

struct SchemaCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Prints the JSON Schema of a kind of file, the plugins' tasks included.",
        discussion: """
            For editors that complete and underline. Files are held against it as the core schema \
            of YAML 1.2 loads them. `onus check` finds what a schema cannot see.
            """)

    @Option(name: [.customLong("of"), .customLong("kind")], help: "Which kind of file.")
    var of: Schema = .workflow

    var voice: Voice { Voice(format: .json, volume: .normal) }

    func run(in session: Session, _ console: Console) async throws -> ExitStatus {
        let catalog = try Project(in: session).checked().catalog
        try console.write(document: of.document(catalog))
        return .done
    }
}

extension Schema: ExpressibleByArgument {}
