import OnusPlugin

/// Why the plugins of an executable cannot be used together.
package struct CatalogError: Error, Sendable, Hashable, CustomStringConvertible {
    package let plugin: String
    package let task: String?
    package let problem: String
    /// The setting that the plugin cannot work with.
    package let setting: String?
    /// What could stand in place of the setting, or of the plugin.
    package let known: [String]

    package init(
        plugin: String, task: String? = nil, _ problem: String, setting: String? = nil,
        known: [String] = []
    ) {
        self.plugin = plugin
        self.task = task
        self.problem = problem
        self.setting = setting
        self.known = known
    }

    package var description: String {
        let place = task.map { "task `\($0)` of plugin `\(plugin)`" } ?? "plugin `\(plugin)`"
        return "\(place): \(problem)"
    }
}

/// Why a task cannot be used with what it was given, or broke what it declared.
package struct TaskFault: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Cause: Sendable, Hashable {
        /// The values do not fit; the path begins with the parameter's name.
        case parameter([String])
        /// The task arrived at something that it never declared: a mistake in the plugin.
        case task
        /// No plugin of this program has it.
        case unknown
    }

    package let task: String
    package let cause: Cause
    package let problem: String

    package var description: String {
        switch cause {
        case .parameter(let path):
            "task `\(task)`: parameter `\(path.joined(separator: "."))` \(problem)"
        case .task, .unknown: "task `\(task)` \(problem)"
        }
    }

    static func parameter(_ path: [String], of task: String, _ problem: String) -> TaskFault {
        TaskFault(task: task, cause: .parameter(path), problem: problem)
    }

    static func broken(_ task: String, _ problem: String) -> TaskFault {
        TaskFault(task: task, cause: .task, problem: problem)
    }
}
