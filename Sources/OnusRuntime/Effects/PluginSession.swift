import OnusPlugin
import OnusStore

/// What one attempt of an action reads and writes of its plugin's data. Nothing is written before
/// the attempt is committed.
actor PluginSession: PluginStore {
    struct Transcript: Sendable {
        var reads: [PluginRead]
        var writes: [PluginWrite]
    }

    private let store: any Store
    private let plugin: String
    private var versions: [String: Int] = [:]
    private var prefixes: [String: Int] = [:]
    private var values: [String: Value?] = [:]
    private var written: [String] = []

    init(store: any Store, plugin: String) {
        self.store = store
        self.plugin = plugin
    }

    var transcript: Transcript {
        Transcript(
            reads: reads(versions, isPrefix: false) + reads(prefixes, isPrefix: true),
            writes: written.map { key in
                PluginWrite(
                    plugin: plugin, key: key, value: (values[key] ?? nil)?.canonicalJSON)
            })
    }

    private func reads(_ versions: [String: Int], isPrefix: Bool) -> [PluginRead] {
        versions.sorted { $0.key < $1.key }.map {
            PluginRead(plugin: plugin, key: $0.key, version: $0.value, isPrefix: isPrefix)
        }
    }

    func get(_ key: String) async throws -> Value? {
        if let known = values[key] { return known }
        let (bytes, version) = try await store.pluginValue(key, of: plugin)
        // Another call of this attempt may have come first while this one waited.
        if let known = values[key] { return known }
        let value = try bytes.map { try Value(canonicalJSON: $0) }
        versions[key] = version
        values[key] = .some(value)
        return value
    }

    func set(_ key: String, _ value: Value?) async throws {
        // A key that is written is also checked: two attempts that both write it never both win.
        if values[key] == nil { _ = try await get(key) }
        values[key] = .some(value)
        if !written.contains(key) { written.append(key) }
    }

    func keys(prefix: String) async throws -> [String] {
        let stored = try await store.pluginKeys(prefix: prefix, of: plugin)
        // What was seen first counts, so that a key that came in between is noticed.
        prefixes[prefix] = prefixes[prefix] ?? stored.version
        var keys = Set(stored.keys)
        for key in written where key.hasPrefix(prefix) {
            if values[key] ?? nil == nil { keys.remove(key) } else { keys.insert(key) }
        }
        return keys.sorted()
    }
}
