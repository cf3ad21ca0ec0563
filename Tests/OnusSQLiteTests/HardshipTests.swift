import CSQLite
import Foundation
import OnusModel
import OnusStore
import Testing

@testable import OnusSQLite

@Suite("a database that cannot be written")
struct HardshipTests {
    @Test("while another program writes we wait, and then say so")
    func locked() async throws {
        let folder = try TemporaryFolder()
        let store = try await SQLiteStore.open(folder.database, patience: .milliseconds(30))
        let other = try FileLock(try DatabaseFile(folder.database), patience: .zero)
        try other.acquire()
        let error = await failure { _ = try await store.commit([.first("a")]) }
        #expect(error?.code == .locked)
        #expect(error?.message == "another program keeps the database `\(folder.database)` busy")
        #expect(try await store.version(of: "a") == nil, "who reads does not wait")
        other.release()
        #expect(try await store.commit([.first("a")]) == [.committed])
        await store.close()
    }

    @Test("a program that does not know our lock is waited for too")
    func lockedBySQLite() async throws {
        let folder = try TemporaryFolder()
        let store = try await SQLiteStore.open(folder.database, patience: .milliseconds(30))
        var other: OpaquePointer?
        try #require(sqlite3_open(folder.database, &other) == SQLITE_OK)
        defer { sqlite3_close_v2(other) }
        try #require(sqlite3_exec(other, "BEGIN IMMEDIATE", nil, nil, nil) == SQLITE_OK)
        let error = await failure { _ = try await store.commit([.first("a")]) }
        #expect(error?.code == .locked)
        try #require(sqlite3_exec(other, "ROLLBACK", nil, nil, nil) == SQLITE_OK)
        #expect(try await store.commit([.first("a")]) == [.committed])
        await store.close()
    }

    @Test("a database that is being made elsewhere is waited for")
    func lockedWhileMade() async throws {
        let folder = try TemporaryFolder()
        let other = try FileLock(try DatabaseFile(folder.database), patience: .zero)
        try other.acquire()
        let error = await failure {
            _ = try await SQLiteStore.open(folder.database, patience: .milliseconds(30))
        }
        #expect(error?.code == .locked)
    }

    @Test("when there is no room, nothing is kept of what failed")
    func full() async throws {
        let folder = try TemporaryFolder()
        let child = try Child(["limited", folder.database, "400000"])
        let lines = child.lines()
        #expect(child.end() == nil)
        #expect(lines.last?.hasPrefix("failed: full ") == true)
        let store = try await SQLiteStore.open(folder.database)
        #expect(try await store.version(of: "run-0") == (lines.count - 1) * 3)
        #expect(try await store.inspect().problems == [])
        await store.close()
    }

    @Test(
        "a read-only file and a read-only folder are named as such",
        arguments: [("/onus.db", 0o444), ("", 0o555)])
    func readOnly(_ name: String, mode: Int) async throws {
        let folder = try TemporaryFolder()
        await (try SQLiteStore.open(folder.database)).close()
        let files = FileManager.default
        let before = files.contents(atPath: folder.database)
        let rights = [FileAttributeKey.posixPermissions: 0o777]
        try files.setAttributes(rights, ofItemAtPath: folder.path)
        for file in try folder.names {
            try files.setAttributes(
                [.posixPermissions: 0o666], ofItemAtPath: folder.file(file))
        }
        try files.setAttributes([.posixPermissions: mode], ofItemAtPath: folder.path + name)
        let child = try Child(["nobody", folder.database])
        let message = "the database `\(folder.database)` or its folder is read-only"
        #expect(child.lines() == ["failed: read_only \(message)"])
        #expect(child.end() == nil)
        #expect(files.contents(atPath: folder.database) == before)
        try files.setAttributes(rights, ofItemAtPath: folder.path)
    }

    @Test(
        "what may only be read can be looked at, with a log beside it and without one",
        arguments: [true, false])
    func looking(hasLog: Bool) async throws {
        let folder = try TemporaryFolder()
        let writer = try await SQLiteStore.open(folder.database)
        try await writer.change(["colour": "blue"])
        if !hasLog { await writer.close() }
        let files = FileManager.default
        let names = try folder.names
        for file in names {
            try files.setAttributes([.posixPermissions: 0o444], ofItemAtPath: folder.file(file))
        }
        try files.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.path)
        let child = try Child(["look", folder.database])
        #expect(
            child.lines() == [
                "blue", "\(Schema.version)",
                "read_only the database `\(folder.database)` or its folder is read-only",
            ])
        #expect(try folder.names == names)
        if hasLog { await writer.close() }
        try files.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder.path)
    }

    @Test("somebody without special rights may write where the rights allow it")
    func writable() async throws {
        let folder = try TemporaryFolder()
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o777], ofItemAtPath: folder.path)
        let child = try Child(["nobody", folder.database])
        #expect(child.lines() == ["committed"])
    }
}
