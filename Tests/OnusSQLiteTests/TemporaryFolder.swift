import Foundation
import OnusModel
import OnusPlugin
import OnusStore

/// A folder of a test's own, gone with the test.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/onus-store-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var database: String { file("onus.db") }

    func file(_ name: String) -> String { path + "/" + name }

    func make(_ name: String, _ content: Data) throws {
        try content.write(to: URL(fileURLWithPath: file(name)))
    }

    func size(of name: String) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: file(name))[.size] as? Int ?? 0
    }

    var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
    }
}

extension Batch {
    /// The first batch of a run, with one event.
    static func first(_ run: RunID) -> Batch {
        var batch = Batch.next(run, after: 0)
        batch.row = RunRow(
            run: run, workflow: "w", version: 1, plan: "p", status: .running, initiator: "wang",
            startedAt: .epoch)
        return batch
    }

    static func next(_ run: RunID, after version: Int) -> Batch {
        var batch = Batch(run: run, expectedVersion: version)
        batch.events = [StoredEvent(sequence: version + 1, body: [1, 2, 3])]
        return batch
    }
}

/// What the failure of `body` says, or nil when it does not fail.
func failure(_ body: () async throws -> Void) async -> StoreError? {
    do { try await body() } catch { return error as? StoreError }
    return nil
}
