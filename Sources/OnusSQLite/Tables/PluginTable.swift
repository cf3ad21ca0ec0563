import OnusStore

/// What plugins keep.
final class PluginTable {
    private let select: Statement
    private let selectFrom: Statement
    private let count: Statement
    private let set: Statement

    init(_ connection: Connection) {
        select = Statement(
            connection, "SELECT value, version FROM plugin_data WHERE plugin = ? AND key = ?")
        selectFrom = Statement(
            connection,
            """
            SELECT key, value IS NOT NULL, version FROM plugin_data
            WHERE plugin = ? AND key >= ? ORDER BY key
            """)
        count = Statement(
            connection,
            """
            INSERT INTO plugin (name, writes) VALUES (?, 1)
            ON CONFLICT (name) DO UPDATE SET writes = writes + 1 RETURNING writes
            """)
        set = Statement(
            connection,
            """
            INSERT INTO plugin_data (plugin, key, version, value) VALUES (?, ?, ?, ?)
            ON CONFLICT (plugin, key) DO UPDATE SET
                version = excluded.version, value = excluded.value
            """)
    }

    func value(
        _ key: String, of plugin: String
    ) throws(StoreError) -> (value: [UInt8]?, version: Int) {
        try select.first(plugin, key) { ($0.optionalBytes(0), $0.int(1)) } ?? (nil, 0)
    }

    func keys(
        prefix: String, of plugin: String
    ) throws(StoreError) -> (keys: [String], version: Int) {
        var keys: [String] = []
        var version = 0
        try selectFrom.until(plugin, prefix) { row in
            let key = row.text(0)
            guard key.utf8.starts(with: prefix.utf8) else { return true }
            if row.int(1) != 0 { keys.append(key) }
            version = max(version, row.int(2))
            return false
        }
        return (keys, version)
    }

    func version(of read: PluginRead) throws(StoreError) -> Int {
        read.isPrefix
            ? try keys(prefix: read.key, of: read.plugin).version
            : try value(read.key, of: read.plugin).version
    }

    func apply(_ write: PluginWrite) throws(StoreError) {
        let version = try count.first(write.plugin) { $0.int(0) } ?? 1
        try set.run(write.plugin, write.key, version, write.value)
    }
}
