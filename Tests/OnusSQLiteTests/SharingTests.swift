import Foundation
import OnusModel
import OnusPlugin
import OnusStore
import Testing

@testable import OnusSQLite

@Suite("several programs on one database")
struct SharingTests {
    @Test("a stale state conflicts, whoever changed it")
    func stale() async throws {
        let folder = try TemporaryFolder()
        let one = try await SQLiteStore.open(folder.database)
        let other = try await SQLiteStore.open(folder.database)
        #expect(try await one.commit([.first("a")]) == [.committed])
        #expect(try await other.commit([.next("a", after: 1)]) == [.committed])
        #expect(try await one.commit([.next("a", after: 1)]) == [.conflict(version: 2)])
        #expect(try await one.version(of: "a") == 2)
        await one.close()
        #expect(try await other.commit([.next("a", after: 2)]) == [.committed])
        await other.close()
        #expect(try folder.names == ["onus.db", "onus.db.lock"])
    }

    @Test("four stores that count up one run together lose nothing and none starves")
    func together() async throws {
        let folder = try TemporaryFolder()
        await (try SQLiteStore.open(folder.database)).close()
        let wins = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<4 { group.addTask { try await countUp(in: folder.database) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(wins == [50, 50, 50, 50])
        let store = try await SQLiteStore.open(folder.database)
        #expect(try await store.load("a")?.version == 200)
        #expect(try await store.inspect().problems == [])
        await store.close()
    }

    private func countUp(in path: String) async throws -> Int {
        let store = try await SQLiteStore.open(path)
        var wins = 0
        while wins < 50 {
            let version = try await store.version(of: "a") ?? 0
            let batch: Batch = version == 0 ? .first("a") : .next("a", after: version)
            if try await store.commit([batch]) == [.committed] { wins += 1 }
        }
        await store.close()
        return wins
    }

    @Test("an effect whose worker was killed is free at once")
    func deadWorker() async throws {
        let folder = try TemporaryFolder()
        let store = try await SQLiteStore.open(folder.database)
        var batch = Batch.first("a")
        batch.effects = [QueuedEffect(key: "e1", body: []), QueuedEffect(key: "e2", body: [])]
        _ = try await store.commit([batch])
        let child = try Child(["claim", folder.database, "theirs"])
        #expect([child.line(), child.line(), child.line()] == ["e1", "e2", "claimed"])
        let lease = Lease(worker: "ours", until: .distantFuture)
        let early = try await store.claimEffects(of: nil, for: lease, at: .epoch, limit: 9)
        #expect(early == [])
        child.kill()
        #expect(child.end() == SIGKILL)
        let found = try await store.claimEffects(of: nil, for: lease, at: .epoch, limit: 9)
        #expect(found.map(\.key) == ["e1", "e2"])
        #expect(found.map(\.claims) == [2, 2])
        #expect(try await !store.finishEffect("e1", by: "theirs"))
        await store.close()
    }

    @Test("an effect of a store that was closed is free at once")
    func closedWorker() async throws {
        let folder = try TemporaryFolder()
        let one = try await SQLiteStore.open(folder.database)
        let other = try await SQLiteStore.open(folder.database)
        var batch = Batch.first("a")
        batch.effects = [QueuedEffect(key: "e", body: [])]
        _ = try await one.commit([batch])
        let first = Lease(worker: "one", until: .distantFuture)
        #expect(try await one.claimEffects(of: nil, for: first, at: .epoch, limit: 9).count == 1)
        let lease = Lease(worker: "other", until: .distantFuture)
        #expect(try await other.claimEffects(of: nil, for: lease, at: .epoch, limit: 9) == [])
        await one.close()
        let found = try await other.claimEffects(of: nil, for: lease, at: .epoch, limit: 9)
        #expect(found.map(\.claims) == [2])
        await other.close()
    }

    @Test("the lock is held for a transaction and not for a life")
    func shortLock() async throws {
        let folder = try TemporaryFolder()
        let store = try await SQLiteStore.open(folder.database)
        _ = try await store.commit([.first("a")])
        let lock = try FileLock(try DatabaseFile(folder.database), patience: .zero)
        try lock.acquire()
        lock.release()
        await store.close()
    }
}
