/// A module that adds task kinds, and perhaps channels, to Onus.
///
/// ```swift
/// public struct PatentPlugin: Plugin {
///     public static let name = "patent"
///     public init(settings: Settings) throws {}
///     public var tasks: [any TaskKind.Type] { [PatentStatus.self] }
/// }
/// ```
public protocol Plugin: Sendable {
    /// Unique among the registered plugins; the key of its settings in `onus.yaml`.
    static var name: String { get }

    /// Checks its own settings. Throw `SettingsError` when one is wrong or missing.
    init(settings: Settings) throws

    var tasks: [any TaskKind.Type] { get }

    /// Ways to reach people outside their inbox; most plugins have none.
    var channels: [any Channel] { get }
}

extension Plugin {
    public var channels: [any Channel] { [] }
}

/// What `onus.yaml` says under a plugin's name.
public struct Settings: Sendable {
    public let values: ValueMap

    public init(_ values: ValueMap = [:]) { self.values = values }

    public subscript(name: String) -> Value? { values[name] }

    /// The text under `name`, or nil when nothing is set. Throws when it is not a text.
    public func string(_ name: String) throws(SettingsError) -> String? {
        guard let value = values[name], !value.isNull else { return nil }
        guard let text = value.stringValue else { throw SettingsError(name, "expected a text") }
        return text
    }

    /// The whole number under `name`, or nil when nothing is set. Throws when it is not one.
    public func integer(_ name: String) throws(SettingsError) -> Int64? {
        guard let value = values[name], !value.isNull else { return nil }
        guard let number = value.intValue else {
            throw SettingsError(name, "expected a whole number")
        }
        return number
    }
}

/// A setting that a plugin cannot work with.
public struct SettingsError: Error, Sendable, CustomStringConvertible {
    public let name: String
    public let problem: String

    public init(_ name: String, _ problem: String) {
        self.name = name
        self.problem = problem
    }

    public var description: String { "setting `\(name)`: \(problem)" }
}
