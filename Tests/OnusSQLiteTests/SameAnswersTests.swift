import OnusModel
import OnusPlugin
import OnusSQLite
import OnusStore
import OnusTesting
import Testing

@Suite("the store in memory and the one in a file")
struct SameAnswersTests {
    @Test("they give the same answers to the same work, whatever it is", arguments: 1...12)
    func same(_ seed: Int) async throws {
        let folder = try TemporaryFolder()
        let memory = MemoryStore()
        let file = try await SQLiteStore.open(folder.database)
        var work = RandomWork(seed: seed)
        for round in 1...120 {
            try await step(&work, memory, file)
            if round % 15 == 0 { try await expectSame(&work, memory, file) }
        }
        #expect(try await file.inspect().problems == [])
        await file.close()
    }

    private func step(
        _ work: inout RandomWork, _ memory: MemoryStore, _ file: SQLiteStore
    ) async throws {
        let key = EffectKey(work.name("e", of: 40))
        let worker = work.name("w", of: 3)
        let time = work.time()
        switch work.number(below: 8) {
        case 0:
            let lease = work.lease()
            let runs: Set<RunID>? = work.isLucky(oneIn: 2) ? nil : ["r1", "r2", "r3"]
            let mine = try await memory.claimEffects(of: runs, for: lease, at: time, limit: 3)
            let theirs = try await file.claimEffects(of: runs, for: lease, at: time, limit: 3)
            #expect(mine == theirs)
        case 1:
            let mine = try await memory.releaseEffect(key, by: worker, at: time)
            #expect(try await file.releaseEffect(key, by: worker, at: time) == mine)
        case 2:
            let mine = try await memory.finishEffect(key, by: worker)
            #expect(try await file.finishEffect(key, by: worker) == mine)
        case 3:
            let lease = work.lease()
            try await memory.extendLeases(to: lease)
            try await file.extendLeases(to: lease)
        default:
            let batches = (0...work.number(below: 3)).map { _ in work.batch() }
            let mine = try await memory.commit(batches)
            #expect(try await file.commit(batches) == mine)
            for (result, batch) in zip(mine, batches) { work.note(result, to: batch) }
        }
    }

    private func expectSame(
        _ work: inout RandomWork, _ memory: MemoryStore, _ file: SQLiteStore
    ) async throws {
        let limit = 1 + work.number(below: 20)
        let time = work.time()
        let people = (0...work.number(below: 3)).map { _ in Person(work.name("p", of: 4)) }
        let filter = RunFilter(
            workflow: work.isLucky(oneIn: 3) ? "wf1" : nil,
            status: work.isLucky(oneIn: 3) ? .running : nil,
            initiator: work.isLucky(oneIn: 3) ? "p1" : nil,
            parent: work.isLucky(oneIn: 3) ? "r1" : nil,
            fingerprint: work.isLucky(oneIn: 3) ? "f1" : nil, limit: limit)
        let mine = try await answers(memory, limit, time, people, filter)
        let theirs = try await answers(file, limit, time, people, filter)
        for (mine, theirs) in zip(mine, theirs) { #expect(mine == theirs) }
        #expect(mine.contains { $0.contains("duty") }, "nothing was compared")
    }

    /// All that can be asked, as text.
    private func answers(
        _ store: any Store, _ limit: Int, _ time: Timestamp, _ people: [Person],
        _ filter: RunFilter
    ) async throws -> [String] {
        var answers: [Any] = [
            try await store.dueTimers(at: time, limit: limit), try await store.nextTimer() as Any,
            try await store.nextEffect() as Any, try await store.hasEffects(of: nil),
            try await store.hasEffects(of: ["r1", "r2"]),
            try await store.inbox(of: people, limit: limit),
            try await store.inbox(of: nil, limit: limit),
            try await store.openDuties(of: people).sorted { $0.key < $1.key },
            try await store.runs(matching: filter),
            try await store.pluginKeys(prefix: "k", of: "plugin1"),
            try await store.pluginValue("k/1", of: "plugin0"),
        ]
        for run in (0..<6).map({ RunID("r\($0)") }) {
            answers.append(try await store.load(run) as Any)
            answers.append(try await store.run(run) as Any)
            answers.append(try await store.duties(of: run))
            answers.append(try await store.events(of: run, after: 1, limit: limit))
            answers.append(try await store.duty(DutyID("\(run)/step1")) as Any)
        }
        for command in (0..<60).map({ CommandID("c\($0)") }) {
            answers.append(try await store.answer(to: command) as Any)
        }
        return answers.map { String(describing: $0) }
    }
}
