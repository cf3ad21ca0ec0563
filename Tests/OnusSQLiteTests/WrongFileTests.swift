import CSQLite
import Foundation
import OnusModel
import OnusSQLite
import OnusStore
import Testing

@Suite("files that are no databases")
struct WrongFileTests {
    @Test(
        "a file of another kind is refused and stays as it is",
        arguments: [
            Data("id: special-fund\n".utf8), Data([0]), Data(repeating: 0, count: 5000),
            Data("SQLite format 3\0".utf8), Data("SQLite format 3\0".utf8 + [UInt8](0...200)),
        ])
    func otherKind(_ content: Data) async throws {
        let folder = try TemporaryFolder()
        try folder.make("onus.db", content)
        let error = await failure { _ = try await SQLiteStore.open(folder.database) }
        #expect(error?.code == .notADatabase)
        #expect(FileManager.default.contents(atPath: folder.database) == content)
        #expect(try folder.names == ["onus.db"])
    }

    @Test(
        "somebody else's SQLite database is refused and stays as it is",
        arguments: [
            "CREATE TABLE t (a)", "PRAGMA user_version = 1", "PRAGMA application_id = 7",
            "PRAGMA journal_mode = WAL; CREATE TABLE t (a)",
        ])
    func foreign(_ sql: String) async throws {
        let folder = try TemporaryFolder()
        try execute(sql, in: folder.database)
        let before = try folder.names
        let content = FileManager.default.contents(atPath: folder.database)
        let error = await failure { _ = try await SQLiteStore.open(folder.database) }
        #expect(error?.code == .notADatabase)
        #expect(
            error?.message
                == "`\(folder.database)` is a SQLite database, but not one of Onus; it was left as"
                + " it is")
        #expect(FileManager.default.contents(atPath: folder.database) == content)
        #expect(try folder.names == before)
    }

    @Test("a folder and a pipe are refused")
    func otherThings() async throws {
        let folder = try TemporaryFolder()
        mkfifo(folder.file("pipe"), 0o600)
        for (name, kind) in [
            (folder.path, "a folder"), (folder.file("pipe"), "a device or a pipe"),
        ] {
            let error = await failure { _ = try await SQLiteStore.open(name) }
            #expect(error?.code == .notADatabase)
            #expect(
                error?.message == "`\(name)` is \(kind) and not a database of Onus; it was left as"
                    + " it is")
        }
        #expect(try folder.names == ["pipe"])
    }

    @Test("names that cannot be are refused", arguments: ["", "a\0b"])
    func names(_ name: String) async {
        let error = await failure { _ = try await SQLiteStore.open(name) }
        #expect(error?.code == .unavailable)
    }

    @Test("a file where the folder should be is refused")
    func fileAsFolder() async throws {
        let folder = try TemporaryFolder()
        try folder.make("x", Data([1]))
        let error = await failure { _ = try await SQLiteStore.open(folder.file("x/onus.db")) }
        #expect(error?.code == .unavailable)
    }

    @Test("a newer version is refused and stays as it is")
    func newer() async throws {
        let folder = try TemporaryFolder()
        await (try SQLiteStore.open(folder.database)).close()
        try execute("PRAGMA user_version = 99", in: folder.database)
        let content = FileManager.default.contents(atPath: folder.database)
        let error = await failure { _ = try await SQLiteStore.open(folder.database) }
        #expect(error?.code == .newerVersion)
        #expect(
            error?.message
                == "the database `\(folder.database)` has version 99, and this Onus knows version 1"
                + " at most; use a newer Onus")
        #expect(FileManager.default.contents(atPath: folder.database) == content)
    }

    @Test("damaged pages are an error and never a trap")
    func damaged() async throws {
        let folder = try TemporaryFolder()
        var store = try await SQLiteStore.open(folder.database)
        _ = try await store.commit((0..<500).map { .first(RunID("run-\($0)")) })
        await store.close()
        // Beyond what the empty tables took.
        var content = try Data(contentsOf: URL(fileURLWithPath: folder.database))
        try #require(content.count > 100_000)
        content.replaceSubrange(
            100_000..., with: Data(repeating: 0xff, count: content.count - 100_000))
        try folder.make("onus.db", content)
        store = try await SQLiteStore.open(folder.database)
        let reading = await failure { _ = try await store.load("run-499") }
        #expect(reading?.code == .corrupt)
        let writing = await failure { _ = try await store.commit([.first("run-")]) }
        #expect(writing?.code == .corrupt)
        #expect(try await store.inspect().problems != [])
        await store.close()
    }
}

/// Works on a file as any other program would.
func execute(_ sql: String, in path: String) throws {
    var handle: OpaquePointer?
    defer { sqlite3_close_v2(handle) }
    let code = sqlite3_open(path, &handle)
    try #require(code == SQLITE_OK)
    try #require(sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK)
}
