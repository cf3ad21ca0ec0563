import ArgumentParser
import OnusCatalog
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

    @Option(
        name: [.customLong("of"), .customLong("kind")],
        help: ArgumentHelp(
            "Which kind of file: \(Spelling.list(Schema.allCases.map(\.rawValue), "or")); or a "
                + "task, for what stands in its `with`.", valueName: "kind"))
    var of = Schema.workflow.rawValue

    var voice: Voice { Voice(format: .json, volume: .normal) }

    func run(in session: Session, _ console: Console) async throws -> ExitStatus {
        let catalog = try Project(in: session).checked().catalog
        guard let document = Schema(rawValue: of)?.document(catalog) ?? Schema.with(of, catalog)
        else {
            let known = Schema.allCases.map(\.rawValue) + catalog.taskNames
            throw Failure.usage(
                "there is no kind of file or task `\(of)`",
                help: Spelling.help(for: of, among: known, called: "there are"))
        }
        try console.write(document: document)
        return .done
    }
}
