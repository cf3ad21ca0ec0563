import ArgumentParser
import OnusCatalog
import OnusPlugin
import OnusValues

struct Plugins: StandardSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "plugins",
        abstract: "Lists the task kinds that workflows may use, and where they come from.")

    @Argument(help: "A plugin or a task; its parameters, outcomes and errors are shown.")
    var name: String?

    @OptionGroup var output: OutputOptions

    func run(in session: Session, _ console: Console) async throws -> ExitStatus {
        let catalog = try Project(in: session).checked().catalog
        guard let name else { return try list(catalog, console) }
        let tasks = try tasks(named: name, in: catalog)
        if console.isJSON {
            let documents = tasks.map { CatalogText.document($0, catalog) }
            try console.write(document: ["tasks": .list(documents)])
        } else {
            let texts = tasks.map { CatalogText.details($0, catalog, console.style) }
            try console.write(texts.joined(separator: "\n"))
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
        if let task = catalog.task(name) { return [task.description] }
        if let plugin = catalog.plugins.first(where: { $0.name == name }) { return plugin.tasks }
        throw Failure.unknown(
            "task or plugin", name, among: catalog.taskNames + catalog.plugins.map(\.name))
    }
}
