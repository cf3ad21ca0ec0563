/// What the rules about modules go by. Within a level, a module may import those before it.
enum House {
    static let levels: [[String]] = [
        ["CLibYAML", "CSQLite", "OnusValues", "OnusPlugin", "OnusCEL"],
        ["OnusCatalog", "OnusYAML", "OnusCalendar", "OnusModel"],
        ["OnusLanguage", "OnusAuthority", "OnusStore"],
        ["OnusEngine", "OnusSQLite"],
        ["OnusRuntime"],
        ["OnusTesting"],
        ["OnusCLI"],
        ["onus"],
    ]

    /// All modules from the ground up.
    static let order = levels.flatMap { $0 }

    static func level(_ module: String) -> Int? { levels.firstIndex { $0.contains(module) } }

    /// Part of the toolchain, no input or output in them: anybody may import these.
    static let ofSwift: Set = ["Swift", "Synchronization"]

    /// The C library and what is built on it. Not for the modules in `pure`.
    static let ofTheSystem: Set = ["Glibc", "Musl", "Darwin", "Dispatch"]

    /// Modules that compute and do nothing else, so that a record replays to the same state.
    static let pure: Set = [
        "OnusPlugin", "OnusCatalog", "OnusCEL", "OnusModel", "OnusAuthority", "OnusEngine",
    ]

    /// Modules that people outside import, and so the only ones with public declarations.
    static let open: Set = ["OnusValues", "OnusPlugin", "OnusTesting", "OnusCLI"]

    /// Who may import a library that is not ours. A plugin may use what its own concern needs.
    static let fromOutside: [String: Set<String>] = [
        "CLibYAML": ["OnusYAML"],
        "CSQLite": ["OnusSQLite"],
        "Logging": ["OnusRuntime", "OnusCLI"],
        "ArgumentParser": ["OnusCLI"],
    ]

    /// Types of those libraries that a module below level 5 may use but not show to others.
    static let foreignTypes = ["Logger", "LogHandler", "LoggingSystem"]

    /// Files under `Sources` and `Plugins` that import Foundation or a part of it, and why.
    static let foundation: [String: String] = [:]
}
