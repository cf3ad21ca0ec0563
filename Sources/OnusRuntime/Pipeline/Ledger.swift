import OnusModel
import OnusPlugin
import OnusStore

/// Something that the runtime keeps beside the runs, committed together with the start of one: where
/// a schedule stands, which run a case has, what could not start.
///
/// It is kept beside the data of plugins and compared like theirs: of two that would write the same
/// at once, one is refused and looks again.
package struct Ledger: Sendable {
    /// No plugin can have these names.
    static let schedules = "onus:schedules"
    static let cases = "onus:cases"
    static let refusals = "onus:refused starts"

    let book: String
    let key: String
    let version: Int
    /// Nil removes it.
    let value: [UInt8]?
}

extension OnusRuntime {
    /// What stands there now, and its version.
    func entry(
        _ key: String, in book: String
    ) async throws(RuntimeError) -> (value: Value?, version: Int) {
        do {
            let (bytes, version) = try await store.pluginValue(key, of: book)
            return (try bytes.map { try Value(canonicalJSON: $0) }, version)
        } catch let error as StoreError {
            throw RuntimeError(error)
        } catch {
            throw RuntimeError(.unreadable, "what is kept of `\(key)` cannot be read")
        }
    }

    /// Writes alone; false when somebody else was first.
    func write(_ ledger: Ledger) async throws(RuntimeError) -> Bool {
        var batch = Batch(run: RunID(ledger.book), expectedVersion: 0)
        batch.take(ledger)
        do { return try await store.commit([batch]).first == .committed } catch {
            throw RuntimeError(error)
        }
    }
}

extension Batch {
    mutating func take(_ ledger: Ledger) {
        pluginReads.append(
            PluginRead(plugin: ledger.book, key: ledger.key, version: ledger.version))
        pluginWrites.append(
            PluginWrite(plugin: ledger.book, key: ledger.key, value: ledger.value))
    }
}
