import OnusPlugin
import OnusValues

/// Collects what plugins declare and refuses what clashes.
struct Registrar {
    let settings: [String: Settings]
    private(set) var plugins: [PluginDescription] = []
    private(set) var tasks: [String: RegisteredTask] = [:]
    private(set) var channels: [String: any Channel] = [:]
    private var channelOwners: [String: String] = [:]

    init(settings: [String: Settings]) { self.settings = settings }

    mutating func register(_ type: any Plugin.Type) throws(CatalogError) {
        let name = type.name
        guard Names.isHyphenated(name) else {
            throw CatalogError(
                plugin: name, "a plugin's name has lower-case letters, digits, `-` and `_` only")
        }
        guard !plugins.contains(where: { $0.name == name }) else {
            throw CatalogError(plugin: name, "two plugins have this name")
        }
        let plugin = try make(type)
        var descriptions: [TaskDescription] = []
        for kind in plugin.tasks {
            let task = try register(kind, of: name)
            descriptions.append(task.description)
        }
        for channel in plugin.channels { try register(channel, of: name) }
        plugins.append(
            PluginDescription(
                name: name, tasks: descriptions,
                channels: plugin.channels.map { Swift.type(of: $0).name },
                settings: type.settings))
    }

    func refuseUnusedSettings() throws(CatalogError) {
        let known = Set(plugins.map(\.name))
        for name in settings.keys.sorted() where !known.contains(name) {
            throw CatalogError(
                plugin: name, "there are settings for it, but this program was built without it",
                known: known.sorted())
        }
    }

    private func make(_ type: any Plugin.Type) throws(CatalogError) -> any Plugin {
        do {
            return try type.init(settings: settings[type.name] ?? Settings())
        } catch let error as SettingsError {
            throw CatalogError(
                plugin: type.name, "\(error)", setting: error.name, known: error.known)
        } catch {
            throw CatalogError(plugin: type.name, "\(error)")
        }
    }

    private mutating func register(
        _ kind: any TaskKind.Type, of plugin: String
    ) throws(CatalogError) -> RegisteredTask {
        let name = kind.name
        if let other = tasks[name]?.description {
            throw CatalogError(
                plugin: plugin, task: name,
                other.plugin == plugin
                    ? "two tasks have this name" : "plugin `\(other.plugin)` has it too")
        }
        let task: RegisteredTask
        switch kind {
        case let action as any ActionTask.Type: task = .action(try self.action(action, of: plugin))
        case let duty as any DutyTask.Type: task = .duty(try self.duty(duty, of: plugin))
        default:
            throw CatalogError(
                plugin: plugin, task: name, "is neither an `ActionTask` nor a `DutyTask`")
        }
        tasks[name] = task
        return task
    }

    private mutating func register(
        _ channel: any Channel, of plugin: String
    ) throws(CatalogError) {
        let name = Swift.type(of: channel).name
        guard Names.isHyphenated(name) else {
            throw CatalogError(
                plugin: plugin,
                "channel `\(name)`: its name has lower-case letters, digits, `-` and `_` only")
        }
        if let owner = channelOwners[name] {
            throw CatalogError(
                plugin: plugin,
                owner == plugin
                    ? "two channels are called `\(name)`"
                    : "channel `\(name)`: plugin `\(owner)` has one of that name too")
        }
        channels[name] = channel
        channelOwners[name] = plugin
    }

    private func action<Kind: ActionTask>(
        _ kind: Kind.Type, of plugin: String
    ) throws(CatalogError) -> RegisteredAction {
        RegisteredAction(
            kind: kind, schema: try reader(kind.name, plugin).schema(of: kind, sort: .action))
    }

    private func reader(_ task: String, _ plugin: String) -> TaskReader {
        TaskReader(plugin: plugin, task: task, settings: settings[plugin] ?? Settings())
    }

    private func duty<Kind: DutyTask>(
        _ kind: Kind.Type, of plugin: String
    ) throws(CatalogError) -> RegisteredDuty {
        let reader = reader(kind.name, plugin)
        let schema = try reader.schema(
            of: kind, sort: .duty, needsVerifier: kind.needsVerifier)
        try reader.checkOutcomes(Kind().outcomes)
        return RegisteredDuty(kind: kind, schema: schema)
    }
}
