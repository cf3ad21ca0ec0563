// OnusCatalog knows which task kinds there are: it reads the plugins that an executable was built
// with and turns each Swift type into a description and a few plain functions.
//
// The checker reads the descriptions: parameters with their shapes and defaults, outputs with their
// types, outcomes, errors. The engine asks a duty task, bound to the values of its parameters, what
// acts mean; the runtime lets an action perform. None of the three sees a Swift type of a plugin.
//
//   Registration/  from a plugin to descriptions, once at the start, by reflection over a default
//                  instance and by decoding outputs from a probe; all that cannot be described is
//                  refused here, so that nothing surprises anybody later
//   Binding/       from the values of a step to a task that answers, on each decision
//
// It stands before the line parse → check → compile → decide → evolve → effects → commit → perform
// and serves three of its stages. It must never look at a workflow, a run or a store, and never
// trust a plugin: an undeclared outcome or output is an error here, not a surprise in the record.

import OnusPlugin
import OnusValues

/// The task kinds and channels of all plugins of this executable, by name.
package struct Catalog: Sendable {
    /// In the order in which the executable names them.
    package let plugins: [PluginDescription]
    private let tasks: [String: RegisteredTask]
    private let channels: [String: any Channel]

    /// Makes each plugin with its settings and reads what it declares.
    /// - Parameter settings: by the plugin's name.
    package init(
        plugins: [any Plugin.Type], settings: [String: Settings] = [:]
    ) throws(CatalogError) {
        var registrar = Registrar(settings: settings)
        for plugin in plugins { try registrar.register(plugin) }
        try registrar.refuseUnusedSettings()
        self.plugins = registrar.plugins
        tasks = registrar.tasks
        channels = registrar.channels
    }

    package func task(_ name: String) -> RegisteredTask? { tasks[name] }

    /// The duty task of this name; nil when there is none or a machine does it.
    package func duty(_ name: String) -> RegisteredDuty? {
        if case .duty(let duty) = tasks[name] { duty } else { nil }
    }

    /// The action of this name; nil when there is none or people do it.
    package func action(_ name: String) -> RegisteredAction? {
        if case .action(let action) = tasks[name] { action } else { nil }
    }

    package func channel(_ name: String) -> (any Channel)? { channels[name] }

    /// In alphabetical order, for lists and for guessing what a misspelt name meant.
    package var taskNames: [String] { tasks.keys.sorted() }
    package var channelNames: [String] { channels.keys.sorted() }
}

/// A task kind that can be used.
package enum RegisteredTask: Sendable {
    case action(RegisteredAction)
    case duty(RegisteredDuty)

    package var description: TaskDescription {
        switch self {
        case .action(let action): action.description
        case .duty(let duty): duty.description
        }
    }

    /// What is wrong with these parameters beyond their types.
    /// - Parameters:
    ///   - literals: those that the text of the workflow gives.
    ///   - unknown: the names of those that hang on expressions; nothing is said about them.
    package func problems(
        literals: ValueMap, unknown: Set<String> = []
    ) throws(TaskFault) -> [ParameterProblem] {
        switch self {
        case .action(let action): try action.problems(literals: literals, unknown: unknown)
        case .duty(let duty): try duty.problems(literals: literals, unknown: unknown)
        }
    }
}
