import OnusModel
import OnusPlugin
import OnusStore

extension StoreContract {
    static let lists = [
        Promise("the run that was recorded last is listed first") { store in
            for (run, start) in [("a", 200), ("b", 300), ("c", 100), ("d", 200)] {
                let row = RunRow.sample(RunID(run), startedAt: second(Int64(start)))
                try await store.keep(.start(RunID(run), row: row))
            }
            try expect(try await runs(RunFilter(), store), is: ["d", "c", "b", "a"], "all")
            try expect(try await runs(RunFilter(limit: 2), store), is: ["d", "c"], "limit")
            try expect(try await runs(RunFilter(limit: 0), store), is: [], "limit 0")
        },
        Promise("runs are found by each of their marks and by all together") { store in
            try await keepMarkedRuns(store)
            let cases: [(RunFilter, [RunID])] = [
                (RunFilter(workflow: "hire"), ["c"]), (RunFilter(status: .ended), ["a"]),
                (RunFilter(initiator: "sun"), ["b"]), (RunFilter(parent: "a"), ["d", "b"]),
                (RunFilter(fingerprint: "f1"), ["b"]), (RunFilter(fingerprint: "f9"), []),
                (RunFilter(workflow: "fund", status: .running), ["d", "b"]),
                (RunFilter(workflow: "hire", parent: "a"), []),
                (RunFilter(status: .running, initiator: "sun", fingerprint: "f1"), ["b"]),
                (RunFilter(initiator: "lin", fingerprint: "f1"), []),
                (RunFilter(parent: "a", fingerprint: "f2"), ["d"]),
                (RunFilter(parent: "a", limit: 1), ["d"]),
            ]
            for (filter, wanted) in cases {
                try expect(try await runs(filter, store), is: wanted, "\(filter)")
            }
        },
        Promise("a run shows how it ended") { store in
            try await store.keep(.start("a"))
            let ended = RunRow.sample("a").ended("approved", at: second(700, nanoseconds: 3))
            try await store.keep(.step("a", after: 1).with { $0.row = ended })
            try expect(try await store.run("a"), is: ended, "row")
        },
        Promise("when a run started and why stays as it first was") { store in
            var row = RunRow.sample("a", startedAt: second(100))
            row.parent = "p"
            row.fingerprint = "f"
            try await store.keep(.start("a", row: row))
            var later = row.ended("approved", at: second(900))
            later.startedAt = second(800)
            later.parent = nil
            later.fingerprint = "g"
            try await store.keep(.step("a", after: 1).with { $0.row = later })
            let wanted = row.ended("approved", at: second(900))
            try expect(try await store.run("a"), is: wanted, "row")
            try expect(try await runs(RunFilter(fingerprint: "f"), store), is: ["a"], "found")
        },
    ]

    private static func keepMarkedRuns(_ store: any Store) async throws {
        var rows: [RunRow] = []
        for (index, run) in ["a", "b", "c", "d"].enumerated() {
            rows.append(.sample(RunID(run), startedAt: second(Int64(index))))
        }
        rows[1].initiator = "sun"
        rows[1].parent = "a"
        rows[1].fingerprint = "f1"
        rows[2].workflow = "hire"
        rows[3].parent = "a"
        rows[3].fingerprint = "f2"
        for row in rows { try await store.keep(.start(row.run, row: row)) }
        let ended = rows[0].ended("approved", at: second(9))
        try await store.keep(.step("a", after: 1).with { $0.row = ended })
    }

    private static func runs(_ filter: RunFilter, _ store: any Store) async throws -> [RunID] {
        try await store.runs(matching: filter).map(\.run)
    }
}
