import OnusModel
import OnusValues
import OnusYAML

/// What `onus.yaml` says: the surroundings of the workflows in and below its folder.
///
/// ```yaml
/// organization: organizations/provincial-holding.yaml   # paths are taken from this file
/// calendars: [calendars/cn.yaml]
/// plugins:
///   notification: {file: messages.log}                  # settings by the plugin's name
/// channels: [console, file]                             # over which messages go out
/// ```
package struct ProjectFile: Sendable {
    package var file: String
    package var organization: Located<String>?
    package var calendars: [Located<String>] = []
    package var plugins: [Named<ValueMap>] = []
    /// Where each setting stands, by the plugin and its name.
    package var settingPlaces: [String: [String: SourceLocation]] = [:]
    package var channels: [Located<String>] = []
    /// Whether it says anything about channels, if only that there are none.
    package var speaksOfChannels = false
}

extension NodeReader {
    mutating func project(_ root: Node) -> ProjectFile? {
        guard var map = mapping(root, "a project") else { return nil }
        var project = ProjectFile(file: file)
        project.organization = map.take("organization").flatMap { text($0, "the path of a file") }
        project.calendars =
            map.take("calendars").map { node in
                listOrOne(node).compactMap { text($0, "the path of a file") }
            } ?? []
        if let node = map.take("channels") {
            project.speaksOfChannels = true
            project.channels = listOrOne(node).compactMap { text($0, "the name of a channel") }
        }
        for entry in map.take("plugins").map({ named($0, "`plugins`") }) ?? [] {
            if entry.value.isMapping, case .map(let settings) = plain(entry.value) {
                project.plugins.append(Named(entry.name, settings))
                let places = (entry.value.entries ?? []).map {
                    ($0.key.scalar ?? "", location($0.key))
                }
                project.settingPlaces[entry.name.value] = Dictionary(
                    places, uniquingKeysWith: { first, _ in first })
            } else {
                expected("settings as a mapping", at: entry.value)
            }
        }
        finish(map)
        return project
    }

    /// A value by YAML's own types, where nobody declared any.
    func plain(_ node: Node) -> Value {
        if let entries = node.entries {
            return .map(
                ValueMap(entries.map { (.string($0.key.scalar ?? ""), plain($0.value)) }))
        }
        if let elements = node.elements { return .list(elements.map(plain)) }
        return CoreValue.value(of: node)
    }
}

extension CoreValue {
    /// Of a scalar where nobody declared a type. WHY: `1.10` and `010` are numbers of versions, of
    /// clauses and of files at least as often as amounts; what would not be written back as its
    /// author wrote it stays a text.
    static func asWritten(in node: Node) -> Value {
        let value = value(of: node)
        switch value {
        case .int(let number) where "\(number)" != node.scalar: return .string(node.scalar ?? "")
        case .double(let number) where "\(number)" != node.scalar:
            return .string(node.scalar ?? "")
        default: return value
        }
    }

    /// Of a scalar; what 64 bits do not hold stays a text.
    static func value(of node: Node) -> Value {
        switch node.coreValue {
        case .null?, nil: .null
        case .bool(let value)?: .bool(value)
        case .int(let value)?: .int(value)
        case .float(let value)?: .double(value)
        case .wide(let text)?, .string(let text)?: .string(text)
        }
    }
}
