/// A module that adds task kinds, and perhaps channels, to Onus.
///
/// ```swift
/// public struct PatentPlugin: Plugin {
///     public static let name = "patent"
///     public static let settings = [
///         Setting("register", .value(.string), "Where the register of patents answers.")
///     ]
///     public init(settings: Settings) throws { try settings.allow(Self.settings) }
///     public var tasks: [any TaskKind.Type] { [PatentStatus.self] }
/// }
/// ```
public protocol Plugin: Sendable {
    /// Unique among the registered plugins; the key of its settings in `onus.yaml`.
    static var name: String { get }

    /// Checks its own settings. Throw `SettingsError` when one is wrong or missing.
    ///
    /// Do nothing else here: a plugin is made whenever somebody checks a workflow.
    init(settings: Settings) throws

    var tasks: [any TaskKind.Type] { get }

    /// Ways to reach people outside their inbox; most plugins have none.
    var channels: [any Channel] { get }

    /// What `onus.yaml` may say under the plugin's name, for `onus plugins` and for editors.
    static var settings: [Setting] { get }
}

extension Plugin {
    public var channels: [any Channel] { [] }
    public static var settings: [Setting] { [] }
}
