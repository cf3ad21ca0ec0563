import CSQLite
import Foundation
import OnusModel
import OnusSQLite
import OnusStore
import Testing

@Suite("opening a database")
struct OpeningTests {
    @Test("a new database is one file when it is closed, and durable while it is open")
    func new() async throws {
        let folder = try TemporaryFolder()
        let store = try await SQLiteStore.open(folder.database)
        let state = try await store.inspect()
        #expect(state.synchronous == 2)
        #expect(state.version == 1)
        #expect(state.problems == [])
        await store.close()
        #expect(try folder.names == ["onus.db", "onus.db.lock"])
    }

    @Test("what was committed is there after closing and opening again")
    func again() async throws {
        let folder = try TemporaryFolder()
        var store = try await SQLiteStore.open(folder.database)
        #expect(try await store.commit([.first("a")]) == [.committed])
        await store.close()
        store = try await SQLiteStore.open(folder.database)
        #expect(try await store.commit([.next("a", after: 1)]) == [.committed])
        #expect(try await store.load("a")?.events.count == 2)
        #expect(try await store.inspect().synchronous == 2)
        await store.close()
    }

    @Test("the folder is made, and only that one")
    func makesFolder() async throws {
        let folder = try TemporaryFolder()
        let store = try await SQLiteStore.open(folder.file(".onus/onus.db"))
        await store.close()
        #expect(try folder.names == [".onus"])
        let error = await failure { _ = try await SQLiteStore.open(folder.file("a/b/onus.db")) }
        #expect(error?.code == .unavailable)
        #expect(
            error?.message
                == "there is no folder `\(folder.file("a"))` for the database"
                + " `\(folder.file("a/b/onus.db"))`; make it or name another")
        #expect(try folder.names == [".onus"])
    }

    @Test("settings are those with which it was made")
    func settings() async throws {
        let folder = try TemporaryFolder()
        var store = try await SQLiteStore.open(folder.database, settings: ["clock": "virtual"])
        await store.close()
        store = try await SQLiteStore.open(folder.database, settings: ["clock": "real"])
        #expect(try await store.setting("clock") == "virtual")
        await store.close()
    }

    @Test("eight who make it at once make it once", arguments: 0..<10)
    func race(round: Int) async throws {
        let folder = try TemporaryFolder()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<8 {
                group.addTask {
                    let store = try await SQLiteStore.open(
                        folder.database, settings: ["maker": "\(number)"])
                    let result = try await store.commit([.first(RunID("run-\(number)"))])
                    #expect(result == [.committed])
                    await store.close()
                }
            }
            try await group.waitForAll()
        }
        let store = try await SQLiteStore.open(folder.database)
        #expect(try await store.runs(matching: RunFilter()).count == 8)
        #expect(try await store.setting("maker") != nil)
        #expect(try await store.inspect().problems == [])
        await store.close()
    }

    @Test("an empty file becomes a database")
    func emptyFile() async throws {
        let folder = try TemporaryFolder()
        try folder.make("onus.db", Data())
        let store = try await SQLiteStore.open(folder.database)
        #expect(try await store.commit([.first("a")]) == [.committed])
        await store.close()
    }

    @Test("a link leads to the file that everybody locks")
    func link() async throws {
        let folder = try TemporaryFolder()
        let real = try await SQLiteStore.open(folder.database)
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("link.db"), withDestinationPath: "onus.db")
        let linked = try await SQLiteStore.open(folder.file("link.db"))
        #expect(try await real.commit([.first("a")]) == [.committed])
        #expect(try await linked.version(of: "a") == 1)
        await linked.close()
        await real.close()
        #expect(try folder.names == ["link.db", "onus.db", "onus.db.lock"])
    }
}
