import ArgumentParser
import OnusCatalog
import OnusPlugin
import OnusValues

struct Plugins: StandardSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "plugins",
        abstract: "Lists the task kinds that workflows may use, and where they come from.")

    @Argument(
        help: "A plugin, whose settings are shown, or a task; its parameters, outcomes and errors.")
    var name: String?

    @OptionGroup var output: OutputOptions

    func run(in session: Session, _ console: Console) async throws -> ExitStatus {
        let catalog = try Project(in: session).checked().catalog
        guard let name else { return try list(catalog, console) }
        let plugin = catalog.plugins.first { $0.name == name }
        let tasks = try tasks(named: name, in: catalog)
        if console.isJSON {
            let documents = tasks.map { CatalogText.document($0, catalog) }
            var document: ValueMap = ["tasks": .list(documents)]
            document["settings"] = plugin.flatMap {
                CatalogText.document($0, catalog).mapValue?["settings"]
            }
            try console.write(document: .map(document))
        } else {
            let head = plugin.map { [CatalogText.settings($0, console.style)] } ?? []
            let texts = tasks.map { CatalogText.details($0, catalog, console.style) }
            try console.write((head + texts).joined(separator: "\n"))
        }
        return .done
    }

    private func list(_ catalog: Catalog, _ console: Console) throws -> ExitStatus {
        if console.isJSON {
            let plugins = catalog.plugins.map { CatalogText.document($0, catalog) }
            try console.write(document: ["plugins": .list(plugins)])
        } else {
            try console.write(CatalogText.overview(catalog.plugins, console.style))
            console.say("`onus plugins NAME` shows what a task takes and gives")
        }
        return .done
    }

    private func tasks(named name: String, in catalog: Catalog) throws -> [TaskDescription] {
        if let plugin = catalog.plugins.first(where: { $0.name == name }) { return plugin.tasks }
        if let task = catalog.task(name) { return [task.description] }
        throw Failure.unknown(
            "task or plugin", name, among: catalog.taskNames + catalog.plugins.map(\.name))
    }
}
