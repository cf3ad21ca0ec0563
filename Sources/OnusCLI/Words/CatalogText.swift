import OnusCatalog
import OnusPlugin
import OnusValues

/// Plugins and tasks as people and programs read them.
enum CatalogText {
    static func overview(_ plugins: [PluginDescription], _ style: Style) -> String {
        plugins.map { plugin in
            var table = Table()
            for task in plugin.tasks {
                table.add(.init(task.name, .cyan), .init(kind(task)), .init(task.summary))
            }
            for channel in plugin.channels {
                table.add(.init(channel, .cyan), "channel", "")
            }
            return style.paint(plugin.name, .bold) + "\n" + table.rendered(style, indent: 2)
        }.joined(separator: "\n")
    }

    /// Who does it.
    private static func kind(_ task: TaskDescription) -> String {
        task.sort == .duty ? "duty" : "action"
    }

    static func details(_ task: TaskDescription, _ catalog: Catalog, _ style: Style) -> String {
        var text = style.paint(task.name, .bold) + "  (\(kind(task)), plugin \(task.plugin))\n"
        if !task.summary.isEmpty { text += "  \(task.summary)\n" }
        text += section("with", parameters(task), style)
        text += section("outcomes", outcomes(task, catalog), style)
        text += section("gives", outputs(task), style)
        text += section("errors", errors(task), style)
        if task.needsVerifier { text += "\n  A duty of this kind names who verifies it.\n" }
        return text
    }

    /// What `onus.yaml` may say under a plugin's name.
    static func settings(_ plugin: PluginDescription, _ style: Style) -> String {
        var table = Table()
        for setting in plugin.settings {
            table.add(
                .init(setting.name, .cyan), .init(shape(setting.shape)), .init(setting.help))
        }
        let title =
            plugin.settings.isEmpty
            ? "  `onus.yaml` says nothing under `plugins: {\(plugin.name): …}`\n"
            : section("settings in `onus.yaml`, under `plugins: {\(plugin.name): …}`", table, style)
        return style.paint(plugin.name, .bold) + "  (plugin)\n" + title
    }

    private static func section(_ title: String, _ table: Table, _ style: Style) -> String {
        guard !table.isEmpty else { return "" }
        return "\n  \(style.paint(title, .bold))\n" + table.rendered(style, indent: 4)
    }

    private static func parameters(_ task: TaskDescription) -> Table {
        var table = Table()
        for parameter in task.parameters {
            let need =
                parameter.isRequired
                ? "required" : parameter.defaultValue.map { "= \($0.canonicalJSONText)" } ?? ""
            table.add(
                .init(parameter.name, .cyan), .init(shape(parameter.shape)), .init(need),
                .init(parameter.help))
        }
        return table
    }

    private static func outcomes(_ task: TaskDescription, _ catalog: Catalog) -> Table {
        var table = Table()
        for outcome in outcomes(of: task.name, catalog) {
            let words = [
                outcome.continues ? "goes on by itself" : "",
                outcome.isOffered ? "" : "only the task arrives at it",
                outcome.settles ? "" : "no duty ends with it",
            ].filter { !$0.isEmpty }
            table.add(.init(outcome.name, .cyan), .init(words.joined(separator: ", ")))
        }
        return table
    }

    /// With the parameters' defaults; some tasks let a workflow give its own.
    private static func outcomes(of task: String, _ catalog: Catalog) -> [Outcome] {
        guard let duty = catalog.duty(task) else { return [] }
        do {
            return try duty.bind(literals: [:]).outcomes
        } catch {
            return []
        }
    }

    private static func outputs(_ task: TaskDescription) -> Table {
        var table = Table()
        for field in task.outputs {
            table.add(
                .init(field.name, .cyan), .init("\(field.type)"),
                .init(field.mayBeAbsent ? "may be absent" : ""))
        }
        return table
    }

    private static func errors(_ task: TaskDescription) -> Table {
        var table = Table()
        for error in task.errors { table.add(.init(error.name, .cyan), .init(error.summary)) }
        return table
    }

    /// What authors may write, in few words.
    static func shape(_ shape: ParameterShape) -> String {
        switch shape {
        case .value(let type): "\(type)"
        case .step: "step"
        case .field: "field"
        case .choice(let words): words.joined(separator: " | ")
        case .list(let element): "list of \(self.shape(element))"
        case .map(let content): "map to \(self.shape(content))"
        case .record(let fields):
            "{"
                + fields.map { "\($0.name)\($0.isRequired ? "" : "?"): \(self.shape($0.shape))" }
                .joined(separator: ", ") + "}"
        case .anyOf(let shapes): shapes.map { self.shape($0) }.joined(separator: " or ")
        }
    }
}

extension CatalogText {
    static func document(_ plugin: PluginDescription, _ catalog: Catalog) -> Value {
        [
            "name": .string(plugin.name),
            "tasks": .list(plugin.tasks.map { document($0, catalog) }),
            "channels": .list(plugin.channels.map { .string($0) }),
            "settings": .list(
                plugin.settings.map { setting in
                    [
                        "name": .string(setting.name), "help": .string(setting.help),
                        "type": .string(shape(setting.shape)),
                    ]
                }),
        ]
    }

    static func document(_ task: TaskDescription, _ catalog: Catalog) -> Value {
        [
            "name": .string(task.name),
            "kind": .string(kind(task)),
            "summary": .string(task.summary),
            "parameters": .list(task.parameters.map(document)),
            "outcomes": .list(outcomes(of: task.name, catalog).map(document)),
            "outputs": .list(
                task.outputs.map { field in
                    ["name": .string(field.name), "type": .string("\(field.type)")]
                }),
            "errors": .list(
                task.errors.map { error in
                    ["name": .string(error.name), "summary": .string(error.summary)]
                }),
            "needs_verifier": .bool(task.needsVerifier),
        ]
    }

    private static func document(_ parameter: ParameterDescription) -> Value {
        [
            "name": .string(parameter.name),
            "help": .string(parameter.help),
            "type": .string(shape(parameter.shape)),
            "required": .bool(parameter.isRequired),
            "default": parameter.defaultValue ?? .null,
        ]
    }

    private static func document(_ outcome: Outcome) -> Value {
        [
            "name": .string(outcome.name),
            "continues": .bool(outcome.continues),
            "offered": .bool(outcome.isOffered),
            "settles": .bool(outcome.settles),
        ]
    }
}
