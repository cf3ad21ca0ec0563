import OnusModel
import OnusStore

extension StoreContract {
    static let commits = [
        Promise("what was committed is there, byte for byte") { store in
            let batch = Batch.start("a", events: 3).with { $0.events[1].body = [0, 255, 13, 0] }
            try await store.keep(batch)
            let events = try await store.events(of: "a", after: 0, limit: 10)
            try expect(events, is: batch.events, "events")
            try expect(try await store.version(of: "a"), is: 3, "version")
            try expect(try await store.run("a"), is: batch.row, "row")
        },
        Promise("a stale version is refused with the newer one and leaves nothing") { store in
            try await store.keep(.start("a"))
            try await store.keep(.step("a", after: 1))
            let late = Batch.step("a", after: 1, events: 2).with {
                $0.duties = [.sample("a", "review")]
                $0.timers = [.set("t", at: second(1))]
                $0.effects = [QueuedEffect(key: "e", body: [1])]
                $0.pluginWrites = [PluginWrite(plugin: "p", key: "k", value: [1])]
                $0.command = ("late", [1])
            }
            try expect(try await store.commit(late), is: .conflict(version: 2), "answer")
            try expect(try await store.version(of: "a"), is: 2, "version")
            try await expectNothing(of: late, in: store)
        },
        Promise("a batch whose premise is gone is refused and leaves nothing") { store in
            try await store.keep(
                .start("a").with { $0.premise = Premise(setting: "mark", value: nil) })
            try await store.change(["mark": "1"])
            let late = Batch.step("a", after: 1).with {
                $0.timers = [.set("t", at: second(1))]
                $0.command = ("late", [1])
                $0.premise = Premise(setting: "mark", value: nil)
            }
            try expect(try await store.commit(late), is: .premiseGone, "answer")
            try await expectNothing(of: late, in: store)
            let next = late.with { $0.premise?.value = "1" }
            try expect(try await store.commit(next), is: .committed, "with the new value")
        },
        Promise("an answer is kept without a run") { store in
            var refused = Batch(run: "nowhere", expectedVersion: 0)
            refused.command = ("start", [7])
            try await store.keep(refused)
            try expect(try await store.answer(to: "start"), is: [7], "answer")
            try expect(try await store.run("nowhere"), is: nil, "row")
            let again = Batch.start("nowhere").with { $0.command = ("start", [1]) }
            try expect(try await store.commit(again), is: .answered([7]), "the same again")
            try await store.keep(.start("nowhere"))
        },
        Promise("a run starts once") { store in
            try await store.keep(.start("a"))
            let again = try await store.commit(.start("a", events: 2))
            try expect(again, is: .conflict(version: 1), "answer")
        },
        Promise("a run that is not there is at version 0") { store in
            let answer = try await store.commit(.step("nowhere", after: 4))
            try expect(answer, is: .conflict(version: 0), "answer")
            try expect(try await store.version(of: "nowhere"), is: nil, "version")
            try expect(try await store.load("nowhere") == nil, "a run was made up")
            try expect(try await store.run("nowhere"), is: nil, "row")
        },
        Promise("of several batches in one commit, the one in conflict fails alone") { store in
            try await store.keep(.start("a"))
            let answers = try await store.commit([
                .start("b"), .step("a", after: 7), .step("a", after: 1), .step("b", after: 1),
                .step("a", after: 1),
            ])
            let wanted: [CommitResult] = [
                .committed, .conflict(version: 1), .committed, .committed, .conflict(version: 2),
            ]
            try expect(answers, is: wanted, "answers")
            try expect(try await store.version(of: "b"), is: 2, "version of b")
        },
        Promise("no batches get no answers") { store in
            try expect(try await store.commit([]), is: [], "answers")
        },
        Promise("a batch that cannot be is refused as a mistake") { store in
            try await store.keep(.start("a"))
            let wrong: [Batch] = [
                .step("b", after: 0),
                .step("a", after: 1, events: 2).with { $0.events[1].sequence = 4 },
                .step("a", after: -1),
                Batch(run: "b", expectedVersion: 0).with { $0.timers = [.cancel("t")] },
                .step("a", after: 1).with { $0.duties = [.sample("b", "review")] },
                .start("b", row: .sample("c")),
            ]
            for (index, batch) in wrong.enumerated() {
                let code = await codeOfFailure { _ = try await store.commit([.start("d"), batch]) }
                try expect(code, is: .malformed, "batch \(index)")
            }
            try expect(try await store.version(of: "d"), is: nil, "the batch beside it")
        },
    ]

    static let commands = [
        Promise("a command id has one answer for ever") { store in
            let first = Batch.start("a").with { $0.command = ("c1", bytes("yes")) }
            try await store.keep(first)
            try expect(try await store.answer(to: "c1"), is: bytes("yes"), "answer")
            let again = Batch.step("a", after: 1).with { $0.command = ("c1", bytes("no")) }
            try expect(try await store.commit(again), is: .answered(bytes("yes")), "second")
            try expect(try await store.commit(first), is: .answered(bytes("yes")), "before version")
            try expect(try await store.version(of: "a"), is: 1, "version")
        },
        Promise("of two batches with one command id in one commit, one is carried out") { store in
            let answers = try await store.commit([
                .start("a").with { $0.command = ("c", bytes("first")) },
                .start("b").with { $0.command = ("c", bytes("second")) },
            ])
            try expect(answers, is: [.committed, .answered(bytes("first"))], "answers")
            try expect(try await store.version(of: "b"), is: nil, "version of b")
        },
        Promise("a refusal is kept without an event, even about a run that is not there") { store in
            let refusal = Batch(run: "nowhere", expectedVersion: 0).with {
                $0.command = ("c", bytes("unknown run"))
            }
            try await store.keep(refusal)
            let again = try await store.commit(refusal)
            try expect(again, is: .answered(bytes("unknown run")), "answer")
            try expect(try await store.version(of: "nowhere"), is: nil, "version")
            try await store.keep(.start("a"))
            try await store.keep(
                Batch(run: "a", expectedVersion: 1).with { $0.command = ("d", []) })
            try expect(try await store.answer(to: "d"), is: [], "an empty answer")
            try expect(try await store.version(of: "a"), is: 1, "version of a")
        },
        Promise("a command that nobody sent has no answer") { store in
            try expect(try await store.answer(to: "c"), is: nil, "answer")
        },
    ]

    private static func expectNothing(of batch: Batch, in store: any Store) async throws {
        try expect(try await store.duties(of: batch.run), is: [], "duties")
        try expect(try await store.inbox(of: nil, limit: 10), is: [], "inbox")
        try expect(try await store.nextTimer(), is: nil, "timer")
        try expect(try await !store.hasEffects(of: nil), "an effect was kept")
        for write in batch.pluginWrites {
            let version = try await store.pluginValue(write.key, of: write.plugin).version
            try expect(version, is: 0, "version of a plugin's key")
        }
        if let command = batch.command {
            try expect(try await store.answer(to: command.id), is: nil, "answer")
        }
    }
}

func codeOfFailure(_ body: () async throws -> Void) async -> StoreError.Code? {
    do { try await body() } catch { return (error as? StoreError)?.code }
    return nil
}
