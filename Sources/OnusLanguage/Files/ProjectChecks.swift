import OnusCatalog
import OnusModel

// What only the plugins of a program can tell about its `onus.yaml`.
extension ProjectFile {
    /// What a plugin cannot work with, where it stands; nil when the file does not speak of it.
    package func diagnostic(of error: CatalogError) -> Diagnostic? {
        guard let name = plugins.first(where: { $0.name.value == error.plugin })?.name else {
            return nil
        }
        let place = error.setting.flatMap { settingPlaces[error.plugin]?[$0] }
        let wrong = place == nil ? error.plugin : error.setting ?? ""
        let nearest = Spelling.nearest(to: wrong, among: error.known)
        return Diagnostic(
            Code.badSettings.rawValue, .error, error.description, at: place ?? name.location,
            help: nearest.map { "did you mean `\($0)`?" }
                ?? "`onus plugins` lists the plugins, and their modules say what they take",
            suggestion: nearest)
    }

    /// The channels that no plugin has.
    package func unknownChannels(in catalog: Catalog) -> [Diagnostic] {
        let known = catalog.channelNames
        return channels.filter { !known.contains($0.value) }.map { channel in
            Diagnostic(
                Code.unknownChannel.rawValue, .error, "there is no channel `\(channel.value)`",
                at: channel.location,
                help: Spelling.help(for: channel.value, among: known, called: "the channels are")
                    ?? "this program has no plugin with channels",
                suggestion: Spelling.nearest(to: channel.value, among: known))
        }
    }
    /// That messages go nowhere, where the file does not say that they need not.
    package func missingChannels(in catalog: Catalog) -> [Diagnostic] {
        guard !speaksOfChannels, let first = catalog.channelNames.first else { return [] }
        let start = SourceLocation(file: file, line: 1, column: 1, endLine: 1, endColumn: 1)
        return [
            Diagnostic(
                Code.noChannel.rawValue, .warning,
                "no channel is named: reminders and notices reach people only by the inbox",
                at: start,
                help: "add `channels: [\(first)]`, or `channels: []` if the inbox is enough")
        ]
    }
}
