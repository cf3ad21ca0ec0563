import OnusModel
import OnusPlugin
import OnusStore

extension StoreContract {
    static let effects = [
        Promise("effects are claimed oldest first, each by one worker") { store in
            try await store.keep(.start("a").with { $0.effects = queued("e1", "e2", "e3") })
            let first = try await claim(store, "w1", at: 10, limit: 2)
            try expect(first.map(\.key), is: ["e1", "e2"], "first claim")
            let wanted = StoredEffect(run: "a", key: "e1", body: bytes("do e1"), claims: 1)
            try expect(first.first, is: wanted, "effect")
            try expect(try await claim(store, "w2", at: 10).map(\.key), is: ["e3"], "second claim")
            try expect(try await claim(store, "w1", at: 10), is: [], "third claim")
            try expect(try await store.hasEffects(of: nil), "what is being done is not done yet")
        },
        Promise("a finished effect is gone") { store in
            try await store.keep(.start("a").with { $0.effects = queued("e1") })
            _ = try await claim(store, "w1", at: 10)
            try expect(try await store.finishEffect("e1", by: "w1"), "it was refused")
            try expect(try await !store.hasEffects(of: nil), "it is still there")
            try expect(try await store.nextEffect(), is: nil, "next effect")
            try expect(try await !store.finishEffect("e1", by: "w1"), "it finished twice")
        },
        Promise("the commit that answers an effect finishes it") { store in
            try await store.keep(.start("a").with { $0.effects = queued("e1", "e2") })
            _ = try await claim(store, "w1", at: 10)
            try await store.keep(.step("a", after: 1).with { $0.finishes = ("e1", "w1") })
            let again = Batch.step("a", after: 2).with { $0.finishes = ("e1", "w1") }
            try expect(try await store.commit(again), is: .effectGone, "second answer")
            try expect(try await store.version(of: "a"), is: 2, "version")
            let left = try await claim(store, "w2", at: 100)
            try expect(left.map(\.key), is: ["e2"], "what is left")
        },
        Promise("effects are told apart by their runs") { store in
            try await store.keep(.start("a").with { $0.effects = queued("a1") })
            try await store.keep(.start("b").with { $0.effects = queued("b1") })
            try expect(try await store.hasEffects(of: ["b"]), "b has none")
            try expect(try await !store.hasEffects(of: ["c"]), "c has some")
            try expect(try await !store.hasEffects(of: []), "nobody has some")
            let lease = Lease(worker: "w1", until: second(20))
            let found = try await store.claimEffects(
                of: ["b", "c"], for: lease, at: second(10), limit: 9)
            try expect(found.map(\.key), is: ["b1"], "claimed")
            let none = try await store.claimEffects(
                of: nil, for: lease, at: second(10), limit: 0)
            try expect(none, is: [], "claimed within a limit of 0")
        },
        Promise("a released effect waits until its time") { store in
            try await store.keep(.start("a").with { $0.effects = queued("e1") })
            _ = try await claim(store, "w1", at: 10)
            let isReleased = try await store.releaseEffect("e1", by: "w1", at: second(15))
            try expect(isReleased, "it was refused")
            try expect(try await store.nextEffect(), is: second(15), "next effect")
            try expect(try await claim(store, "w2", at: 14), is: [], "claimed before its time")
            try expect(try await claim(store, "w2", at: 15).map(\.claims), is: [2], "claims")
        },
        Promise("an effect that is there already is not added again") { store in
            try await store.keep(.start("a").with { $0.effects = queued("e1") })
            try await store.keep(
                .step("a", after: 1).with {
                    $0.effects = [QueuedEffect(key: "e1", body: bytes("other"))]
                })
            let found = try await claim(store, "w1", at: 10)
            try expect(found.map(\.body), is: [bytes("do e1")], "bodies")
        },
    ]

    static func queued(_ keys: EffectKey...) -> [QueuedEffect] {
        keys.map { QueuedEffect(key: $0, body: bytes("do \($0)")) }
    }

    /// Leases last ten seconds here.
    static func claim(
        _ store: any Store, _ worker: String, at time: Int64, limit: Int = 10
    ) async throws -> [StoredEffect] {
        try await store.claimEffects(
            of: nil, for: Lease(worker: worker, until: second(time + 10)), at: second(time),
            limit: limit)
    }
}
