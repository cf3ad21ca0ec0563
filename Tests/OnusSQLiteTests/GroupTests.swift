import OnusModel
import OnusPlugin
import OnusStore
import Testing

@testable import OnusSQLite

@Suite("commits in groups")
struct GroupTests {
    @Test("what cannot be written fails alone, whoever it shares a transaction with")
    func alone() async throws {
        let folder = try TemporaryFolder()
        let store = try await SQLiteStore.open(folder.database)
        let damage = StoreError(.corrupt, "a row that cannot be read")
        let failures = await withTaskGroup(of: StoreError?.self) { group in
            for number in 0..<40 {
                group.addTask {
                    await failure {
                        guard number % 8 == 0 else {
                            let run = RunID("run-\(number)")
                            #expect(try await store.commit([.first(run)]) == [.committed])
                            return
                        }
                        try await store.writer.write { session throws(StoreError) in
                            _ = try session.tables.commit(.first(RunID("bad-\(number)")))
                            throw damage
                        }
                    }
                }
            }
            return await group.reduce(into: []) { $0 += $1.map { [$0.code] } ?? [] }
        }
        #expect(failures == Array(repeating: .corrupt, count: 5))
        let runs = try await store.runs(matching: RunFilter()).map(\.run.rawValue)
        #expect(runs.count == 35)
        #expect(runs.allSatisfy { $0.hasPrefix("run-") })
        await store.close()
    }

    @Test("who waits for nothing shares the transaction of the next, and is not forgotten")
    func patient() {
        var queue = WriteQueue()
        func job(patient: Bool) -> WriteJob {
            WriteJob(work: { _ in {} }, fail: { _ in }, isPatient: patient)
        }
        #expect(queue.add(job(patient: true)) == .soon)
        #expect(queue.add(job(patient: true)) == .none, "somebody comes already")
        #expect(queue.add(job(patient: false)) == .now)
        #expect(queue.add(job(patient: false)) == .none, "the writer is busy")
        #expect(queue.next()?.count == 4)
        #expect(queue.add(job(patient: true)) == .none)
        #expect(queue.next() == nil, "nobody else is there")
        #expect(queue.stopLingering() == true, "the writer must be woken")
        #expect(queue.next()?.count == 1)
        #expect(queue.next() == nil)
        #expect(queue.add(job(patient: true)) == .soon)
    }

    @Test("who comes alone writes at once, and whoever comes meanwhile is not forgotten")
    func alone() {
        var queue = WriteQueue()
        let job = WriteJob(work: { _ in {} }, fail: { _ in }, isPatient: false)
        #expect(queue.beginAlone() == true)
        #expect(queue.beginAlone() == false, "one at a time")
        #expect(queue.endAlone(isMoreToDo: false) == true, "the writer may rest")
        #expect(queue.beginAlone() == true)
        #expect(queue.add(job) == .none, "the writer is busy")
        #expect(queue.endAlone(isMoreToDo: false) == false, "somebody waits")
        #expect(queue.beginAlone() == false)
        #expect(queue.next()?.count == 1)
        #expect(queue.next() == nil)
        #expect(queue.beginAlone() == true)
        #expect(queue.endAlone(isMoreToDo: true) == false, "the log is long")
        #expect(queue.next() == nil)
        queue.close()
        #expect(queue.beginAlone() == false)
    }

    @Test("a group has its limit, and then comes the next")
    func limit() {
        var queue = WriteQueue()
        for _ in 0..<600 {
            _ = queue.add(WriteJob(work: { _ in {} }, fail: { _ in }, isPatient: false))
        }
        let sizes = (0..<4).map { _ in queue.next()?.count }
        #expect(sizes == [256, 256, 88, nil])
    }

    @Test("the log is copied into the file from time to time and does not grow for ever")
    func checkpoints() async throws {
        let folder = try TemporaryFolder()
        let store = try await SQLiteStore.open(folder.database)
        var version = 0
        for _ in 0..<12 {
            var batch = Batch.next("a", after: version)
            if version == 0 { batch.row = Batch.first("a").row }
            batch.events[0].body = [UInt8](repeating: 1, count: 4_000_000)
            #expect(try await store.commit([batch]) == [.committed])
            version += 1
        }
        let log = try folder.size(of: "onus.db-wal")
        #expect(log < 24_000_000)
        #expect(try folder.size(of: "onus.db") > 24_000_000)
        await store.close()
    }
}
