import Foundation
import OnusModel
import OnusStore
import Testing

@testable import OnusSQLite

@Suite("the log as its writer has it")
struct LogFileTests {
    /// A connection that keeps few pages in memory, so that a transaction goes out as it grows.
    private func narrow(_ folder: TemporaryFolder) throws -> Connection {
        let session = try Opening(name: folder.database, settings: [:], patience: .zero)
            .writeSession()
        try session.connection.execute("PRAGMA cache_size = 5; CREATE TABLE t (body BLOB)")
        return session.connection
    }

    private func logSize(_ folder: TemporaryFolder) throws -> Int {
        try #require(
            FileManager.default.attributesOfItem(atPath: folder.database + "-wal")[.size] as? Int)
    }

    private func fill(_ connection: Connection, pages: Int) throws {
        for _ in 0..<pages { try connection.execute("INSERT INTO t VALUES (randomblob(3000))") }
    }

    @Test("a transaction goes into it at one stroke, when it ends")
    func stroke() throws {
        let folder = try TemporaryFolder()
        let connection = try narrow(folder)
        let before = try logSize(folder)
        try connection.execute("BEGIN")
        try fill(connection, pages: 12)
        #expect(try logSize(folder) == before, "nobody may see it yet, so it need not be there")
        try connection.execute("COMMIT")
        #expect(try logSize(folder) == 32 + connection.loggedPages * (24 + 4096))
        #expect(try logSize(folder) > before + 12 * 4096)
    }

    @Test("a transaction that was gathered is read again before and after its end")
    func reading() throws {
        let folder = try TemporaryFolder()
        let connection = try narrow(folder)
        for pages in [1, 20, 300] {
            try connection.execute("BEGIN")
            try fill(connection, pages: pages)
            let count = try connection.number("SELECT count(*) FROM t WHERE length(body) = 3000")
            try connection.execute("COMMIT")
            let other = try Opening(name: folder.database, settings: [:], patience: .zero)
                .readConnection()
            #expect(try other.number("SELECT count(*) FROM t WHERE length(body) = 3000") == count)
            #expect(try other.number("SELECT count(*) FROM pragma_integrity_check") == 1)
        }
        #expect(try connection.number("SELECT count(*) FROM t") == 321)
    }

    @Test("of a transaction that is taken back nothing stays, whatever of it was gathered")
    func takingBack() throws {
        let folder = try TemporaryFolder()
        let connection = try narrow(folder)
        try connection.execute("BEGIN")
        try fill(connection, pages: 150)
        try connection.execute("ROLLBACK; BEGIN")
        try fill(connection, pages: 3)
        try connection.execute("COMMIT")
        #expect(try connection.number("SELECT count(*) FROM t") == 3)
        #expect(try connection.number("SELECT count(*) FROM pragma_integrity_check") == 1)
    }

    @Test("what was committed is in the files, wherever they are copied to")
    func copying() async throws {
        let folder = try TemporaryFolder()
        let elsewhere = try TemporaryFolder()
        let store = try await SQLiteStore.open(folder.database)
        for number in 0..<40 {
            let run = RunID("run-\(number)")
            #expect(try await store.commit([.first(run)]) == [.committed])
        }
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(
                atPath: folder.database + suffix, toPath: elsewhere.database + suffix)
        }
        let copy = try await SQLiteStore.open(elsewhere.database)
        #expect(try await copy.runs(matching: RunFilter()).count == 40)
        #expect(try await copy.inspect().problems == [])
        await copy.close()
        await store.close()
    }
}
