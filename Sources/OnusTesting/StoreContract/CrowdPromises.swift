import OnusModel
import OnusStore

extension StoreContract {
    static let crowds = [
        Promise("64 clients commit 50 times each and nothing is lost") { store in
            try await withThrowingTaskGroup(of: Void.self) { clients in
                for client in 0..<64 {
                    clients.addTask { try await commitFifty(as: client, to: store) }
                }
                try await clients.waitForAll()
            }
            for client in 0..<64 {
                let events = try await store.events(
                    of: RunID("run-\(client)"), after: 0, limit: 100)
                try expect(events.map(\.sequence), is: Array(1...50), "events of \(client)")
            }
        },
        Promise("of 50 who want the same version, one gets it") { store in
            try await store.keep(.start("a"))
            let winners = try await count(50) { number in
                let batch = Batch.step("a", after: 1).with {
                    $0.command = (CommandID("c\(number)"), [])
                }
                return try await store.commit(batch) == .committed
            }
            try expect(winners, is: 1, "winners")
            try expect(try await store.version(of: "a"), is: 2, "version")
        },
        Promise("of 50 who send the same command, one carries it out") { store in
            let winners = try await count(50) { number in
                let batch = Batch.start(RunID("r\(number)")).with { $0.command = ("c", [1]) }
                return try await store.commit(batch) == .committed
            }
            try expect(winners, is: 1, "winners")
            let runs = try await store.runs(matching: RunFilter())
            try expect(runs.count, is: 1, "runs")
        },
        Promise("20 workers who claim at once share 40 effects out") { store in
            try await store.keep(
                .start("a").with { batch in
                    batch.effects = (0..<40).map {
                        QueuedEffect(key: EffectKey("e\($0)"), body: [])
                    }
                })
            let claims = try await withThrowingTaskGroup(of: [EffectKey].self) { workers in
                for number in 0..<20 {
                    workers.addTask {
                        try await claim(store, "w\(number)", at: 10, limit: 3).map(\.key)
                    }
                }
                return try await workers.reduce(into: []) { $0 += $1 }
            }
            try expect(claims.count, is: 40, "claims")
            try expect(Set(claims).count, is: 40, "effects")
        },
        Promise("50 who count up from what they read lose no update") { store in
            try await withThrowingTaskGroup(of: Void.self) { clients in
                for number in 0..<50 { clients.addTask { try await countUp(number, in: store) } }
                try await clients.waitForAll()
            }
            let sum = try await store.pluginValue("sum", of: "fund").value
            try expect(sum, is: [50], "sum")
        },
        Promise("a closed store refuses everything") { store in
            try await store.keep(.start("a"))
            await store.close()
            let writing = await codeOfFailure { _ = try await store.commit([.start("b")]) }
            try expect(writing, is: .closed, "writing")
            let reading = await codeOfFailure { _ = try await store.version(of: "a") }
            try expect(reading, is: .closed, "reading")
            let finishing = await codeOfFailure { try await store.finishEffect("e", by: "w") }
            try expect(finishing, is: .closed, "finishing")
            await store.close()
        },
    ]

    private static func commitFifty(as client: Int, to store: any Store) async throws {
        let run = RunID("run-\(client)")
        for version in 0..<50 {
            var batch = Batch.step(run, after: version)
            if version == 0 { batch.row = .sample(run) }
            batch.command = (CommandID("\(client).\(version)"), bytes("\(version)"))
            try await store.keep(batch)
        }
    }

    private static func countUp(_ number: Int, in store: any Store) async throws {
        var result = CommitResult.effectGone
        while result != .committed {
            let seen = try await store.pluginValue("sum", of: "fund")
            let batch = Batch.start(RunID("r\(number)")).with {
                $0.pluginReads = [PluginRead(plugin: "fund", key: "sum", version: seen.version)]
                $0.pluginWrites = [
                    PluginWrite(plugin: "fund", key: "sum", value: [(seen.value?.first ?? 0) + 1])
                ]
            }
            result = try await store.commit(batch)
        }
    }

    private static func count(
        _ number: Int, _ isWinner: @escaping @Sendable (Int) async throws -> Bool
    ) async throws -> Int {
        try await withThrowingTaskGroup(of: Bool.self) { clients in
            for client in 0..<number { clients.addTask { try await isWinner(client) } }
            return try await clients.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
    }
}
