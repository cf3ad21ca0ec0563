import OnusModel
import OnusStore

extension StoreContract {
    static let loading = [
        Promise("without a snapshot a run is all its events") { store in
            try await store.keep(.start("a", events: 2))
            try await store.keep(.step("a", after: 2, events: 2))
            let run = try await loaded("a", store)
            try expect(run.snapshot, is: nil, "snapshot")
            try expect(run.events.map(\.sequence), is: [1, 2, 3, 4], "events")
            try expect(run.version, is: 4, "version")
        },
        Promise("a run is its newest snapshot and the events after it") { store in
            try await store.keep(.start("a", events: 2).with { $0.snapshot = bytes("at 2") })
            try await store.keep(.step("a", after: 2).with { $0.snapshot = bytes("at 3") })
            try await store.keep(.step("a", after: 3, events: 2))
            let run = try await loaded("a", store)
            try expect(run.snapshot, is: bytes("at 3"), "snapshot")
            try expect(run.events.map(\.sequence), is: [4, 5], "events")
            try expect(run.version, is: 5, "version")
        },
        Promise("a snapshot of the last event leaves no events to fold") { store in
            try await store.keep(.start("a", events: 2).with { $0.snapshot = bytes("at 2") })
            let run = try await loaded("a", store)
            try expect(run.events, is: [], "events")
            try expect(run.version, is: 2, "version")
        },
        Promise("a run that is over keeps no snapshot and all its events") { store in
            try await store.keep(.start("a", events: 2).with { $0.snapshot = bytes("at 2") })
            try await store.keep(
                .step("a", after: 2).with {
                    $0.row = RunRow.sample("a").ended("approved", at: second(900))
                    $0.snapshot = bytes("at 3")
                })
            let run = try await loaded("a", store)
            try expect(run.snapshot, is: nil, "snapshot")
            try expect(run.events.count, is: 3, "events")
        },
        Promise("events come page by page") { store in
            try await store.keep(.start("a", events: 5))
            try await store.keep(.start("b", events: 5))
            let first = try await store.events(of: "a", after: 0, limit: 2)
            try expect(first.map(\.sequence), is: [1, 2], "first page")
            let second = try await store.events(of: "a", after: 2, limit: 2)
            try expect(second.map(\.sequence), is: [3, 4], "second page")
            let last = try await store.events(of: "a", after: 4, limit: 2)
            try expect(last.map(\.sequence), is: [5], "last page")
            try expect(last.map(\.body), is: [bytes("event 5 of a")], "its body")
            let beyond = try await store.events(of: "a", after: 5, limit: 2)
            try expect(beyond, is: [], "beyond")
            try expect(try await store.events(of: "a", after: 0, limit: 0), is: [], "limit 0")
            try expect(try await store.events(of: "a", after: 0, limit: -1), is: [], "limit -1")
        },
        Promise("large and empty bodies come back as they were") { store in
            let large = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) | 16 }
            let batch = Batch.start("a", events: 2).with {
                $0.events[0].body = large
                $0.events[1].body = []
                $0.snapshot = large
            }
            try await store.keep(batch)
            let events = try await store.events(of: "a", after: 0, limit: 9)
            try expect(events == batch.events, "the bodies changed")
            try expect(try await loaded("a", store).snapshot == large, "the snapshot changed")
        },
    ]

    private static func loaded(_ run: RunID, _ store: any Store) async throws -> StoredRun {
        guard let found = try await store.load(run) else {
            throw BrokenPromise(description: "run \(run) is not there")
        }
        return found
    }
}
