import Foundation
import OnusModel
import OnusPlugin
import OnusSQLite
import OnusStore
import Testing

@Suite("kill -9")
struct CrashTests {
    @Test(
        "at a named moment, what was answered is there and the rest is whole",
        arguments: FaultPoint.ofStore, [1, 4])
    func atStage(_ point: FaultPoint, count: Int) async throws {
        let folder = try TemporaryFolder()
        for _ in 1...2 {
            let child = try Child(
                ["commit", folder.database, "3"],
                environment: ["ONUS_FAULT": "\(point.rawValue):\(count)"])
            let lines = child.lines()
            #expect(child.end() == SIGKILL)
            try await expectWhole(folder.database, answered: lines)
        }
    }

    @Test("at any moment, what was answered is there and the rest is whole", arguments: 0..<12)
    func anywhere(_ seed: Int) async throws {
        let folder = try TemporaryFolder()
        var lines: [String] = []
        for round in 0..<2 {
            let child = try Child(["commit", folder.database, "\(1 + seed % 4 * 3)"])
            for _ in 0..<((seed * 37 + round * 11) % 60) {
                lines += child.line().map { [$0] } ?? []
            }
            child.kill()
            lines += child.lines()
            #expect(child.end() == SIGKILL)
            try await expectWhole(folder.database, answered: lines)
        }
    }

    /// I1, I2 and I4 as far as a store can break them.
    private func expectWhole(_ path: String, answered lines: [String]) async throws {
        var answered: [RunID: Int] = [:]
        for line in lines {
            let words = line.split(separator: " ")
            try #require(words.count == 2, "\(line)")
            answered[RunID(String(words[0]))] = Int(words[1])
        }
        let store = try await SQLiteStore.open(path)
        let runs = try await store.runs(matching: RunFilter())
        #expect(Set(answered.keys).isSubset(of: runs.map(\.run)))
        for row in runs {
            let version = try #require(try await store.version(of: row.run))
            #expect(version >= answered[row.run] ?? 0, "I1: \(row.run) lost a decision")
            #expect(version % 3 == 0, "half a batch of \(row.run)")
            let events = try await store.events(of: row.run, after: 0, limit: .max)
            #expect(events.map(\.sequence) == Array(1...version))
            #expect(try await store.load(row.run)?.snapshot == Array("\(version)".utf8))
            #expect(try await store.duties(of: row.run).count == version / 3)
            let last = try await store.answer(to: CommandID("\(row.run)/\(version - 3)"))
            #expect(last == Array("\(version)".utf8), "I2: an answer of \(row.run)")
            let next = try await store.answer(to: CommandID("\(row.run)/\(version)"))
            #expect(next == nil, "I2: an answer without its events")
        }
        let timers = try await store.dueTimers(at: .distantFuture, limit: .max)
        #expect(timers.count == runs.count, "I4: one timer a run")
        let problems = try await store.inspect().problems
        #expect(problems == [])
        await store.close()
    }
}
