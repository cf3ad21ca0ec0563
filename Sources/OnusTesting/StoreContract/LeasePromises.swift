import OnusModel
import OnusPlugin
import OnusStore

extension StoreContract {
    static let leases = [
        Promise("when a lease runs out, another worker may take the effect") { store in
            try await store.keep(.start("a").with { $0.effects = queued("e1") })
            _ = try await claim(store, "w1", at: 10)
            try expect(try await store.nextEffect(), is: second(20), "next effect")
            try expect(try await claim(store, "w2", at: 19), is: [], "while it is leased")
            try expect(try await claim(store, "w2", at: 20).map(\.claims), is: [2], "afterwards")
        },
        Promise("a worker that lost an effect changes nothing any more") { store in
            try await store.keep(.start("a").with { $0.effects = queued("e1") })
            _ = try await claim(store, "w1", at: 10)
            _ = try await claim(store, "w2", at: 20)
            let stale = Batch.step("a", after: 1).with {
                $0.finishes = ("e1", "w1")
                $0.pluginWrites = [PluginWrite(plugin: "p", key: "k", value: [1])]
            }
            try expect(try await store.commit(stale), is: .effectGone, "commit")
            try expect(try await !store.finishEffect("e1", by: "w1"), "it finished")
            let isReleased = try await store.releaseEffect("e1", by: "w1", at: second(0))
            try expect(!isReleased, "it released")
            try await store.extendLeases(to: Lease(worker: "w1", until: second(900)))
            try expect(try await store.nextEffect(), is: second(30), "the other's lease")
            try expect(try await store.version(of: "a"), is: 1, "version")
            let version = try await store.pluginValue("k", of: "p").version
            try expect(version, is: 0, "version of a plugin's key")
        },
        Promise("a worker that was late but lost nothing still finishes") { store in
            try await store.keep(.start("a").with { $0.effects = queued("e1") })
            _ = try await claim(store, "w1", at: 10)
            try await store.keep(
                .step("a", after: 1).with {
                    $0.finishes = ("e1", "w1")
                    $0.timers = [.set("t", at: second(100))]
                })
            try expect(try await !store.hasEffects(of: nil), "it is still there")
        },
        Promise("a lease that is extended lasts longer") { store in
            try await store.keep(.start("a").with { $0.effects = queued("e1", "e2") })
            _ = try await claim(store, "w1", at: 10, limit: 1)
            try await store.extendLeases(to: Lease(worker: "w1", until: second(50)))
            let others = try await claim(store, "w2", at: 30)
            try expect(others.map(\.key), is: ["e2"], "what is free")
            try expect(try await claim(store, "w2", at: 49).map(\.key), is: ["e2"], "at 49")
            try expect(try await claim(store, "w3", at: 50).map(\.key), is: ["e1"], "at 50")
        },
    ]
}
