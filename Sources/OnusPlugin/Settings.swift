/// What `onus.yaml` says under a plugin's name.
///
/// ```yaml
/// plugins:
///   patent: {register: "https://example.org", retries: 3}
/// ```
///
/// Every reader below gives nil for what is not set and throws for what has another type.
public struct Settings: Sendable {
    public let values: ValueMap
    /// Where `onus.yaml` lies; paths in it start there.
    public let folder: String

    public init(_ values: ValueMap = [:], folder: String = ".") {
        self.values = values
        self.folder = folder
    }

    public subscript(name: String) -> Value? {
        values[name].flatMap { $0.isNull ? nil : $0 }
    }

    /// Throws when something is set that is not among these names, such as a misspelt one.
    public func allow(_ names: String...) throws(SettingsError) { try allow(names) }

    /// The same for settings that a plugin describes.
    public func allow(_ settings: [Setting]) throws(SettingsError) {
        try allow(settings.map(\.name))
    }

    private func allow(_ names: [String]) throws(SettingsError) {
        for key in values.keys {
            let name = key.stringValue ?? "\(key)"
            guard !names.contains(name) else { continue }
            let known = names.map { "`\($0)`" }.joined(separator: ", ")
            throw SettingsError(
                name, names.isEmpty ? "there are no settings here" : "expected one of \(known)",
                known: names)
        }
    }

    public func string(_ name: String) throws(SettingsError) -> String? {
        try read(name, "a text") { $0.stringValue }
    }

    public func integer(_ name: String) throws(SettingsError) -> Int64? {
        try read(name, "a whole number") { $0.intValue }
    }

    public func bool(_ name: String) throws(SettingsError) -> Bool? {
        try read(name, "true or false") { $0.boolValue }
    }

    /// Reads a decimal, a whole number, or the text of one.
    public func decimal(_ name: String) throws(SettingsError) -> Decimal? {
        try read(name, "a decimal such as \"10000.50\"", Self.decimal)
    }

    /// Reads a list of texts, or one text alone.
    public func strings(_ name: String) throws(SettingsError) -> [String]? {
        try read(name, "a list of texts") { value in
            if let one = value.stringValue { return [one] }
            let texts = value.listValue?.map(\.stringValue)
            return texts.flatMap { $0.contains(nil) ? nil : $0.compactMap(\.self) }
        }
    }

    /// The path under `name`, from the folder of `onus.yaml`.
    public func path(_ name: String) throws(SettingsError) -> String? {
        guard let path = try string(name) else { return nil }
        return path.hasPrefix("/") ? path : "\(folder)/\(path)"
    }

    /// A mapping under `name`, read like settings of its own.
    public func section(_ name: String) throws(SettingsError) -> Settings? {
        try read(name, "a mapping") { $0.mapValue }.map { Settings($0, folder: folder) }
    }

    private func read<Content>(
        _ name: String, _ expected: String, _ content: (Value) -> Content?
    ) throws(SettingsError) -> Content? {
        guard let value = self[name] else { return nil }
        guard let read = content(value) else { throw SettingsError(name, "expected \(expected)") }
        return read
    }

    private static func decimal(_ value: Value) -> Decimal? {
        switch value {
        case .decimal(let number): number
        case .int(let number): Decimal(number)
        case .string(let text): Decimal(text)
        default: nil
        }
    }
}

/// A setting that a plugin cannot work with.
public struct SettingsError: Error, Sendable, Hashable, CustomStringConvertible {
    public let name: String
    public let problem: String
    /// The settings that there are, so that the author of something similar is asked whether that
    /// was meant.
    public let known: [String]

    public init(_ name: String, _ problem: String, known: [String] = []) {
        self.name = name
        self.problem = problem
        self.known = known
    }

    public var description: String { "setting `\(name)`: \(problem)" }
}
