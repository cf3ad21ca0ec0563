import OnusModel
import OnusStore

extension StoreContract {
    static let plugins = [
        Promise("a plugin reads what it wrote, and no other plugin's") { store in
            try await store.keep(.start("a").with { $0.pluginWrites = [write("k", "1")] })
            let mine = try await store.pluginValue("k", of: "fund")
            try expect(mine.value, is: bytes("1"), "value")
            try expect(mine.version > 0, "a key that is there has version \(mine.version)")
            let theirs = try await store.pluginValue("k", of: "other")
            try expect(theirs.value, is: nil, "value of another plugin")
            try expect(theirs.version, is: 0, "version of another plugin")
        },
        Promise("a commit fails when what it read was changed") { store in
            try await store.keep(.start("a").with { $0.pluginWrites = [write("k", "1")] })
            let old = try await store.pluginValue("k", of: "fund").version
            let change = Batch.step("a", after: 1).with {
                $0.pluginReads = [PluginRead(plugin: "fund", key: "k", version: old)]
                $0.pluginWrites = [write("k", "2")]
            }
            try await store.keep(change)
            let late = change.with {
                $0.expectedVersion = 2
                $0.events[0].sequence = 3
            }
            try expect(try await store.commit(late), is: .pluginConflict(key: "k"), "answer")
            try expect(try await store.version(of: "a"), is: 2, "version")
            let new = try await store.pluginValue("k", of: "fund")
            try expect(new.value, is: bytes("2"), "value")
            try expect(new.version > old, "the version did not grow")
        },
        Promise("two in one commit that read the same: the second fails") { store in
            let read = PluginRead(plugin: "fund", key: "k", version: 0)
            let batches = (1...3).map { number in
                Batch.start(RunID("r\(number)")).with {
                    $0.pluginReads = [read]
                    $0.pluginWrites = [write("k", "\(number)")]
                }
            }
            let lost = CommitResult.pluginConflict(key: "k")
            try expect(try await store.commit(batches), is: [.committed, lost, lost], "answers")
            try expect(try await store.version(of: "r2"), is: nil, "version of r2")
        },
        Promise("a key that was removed and came back is not the one that was read") { store in
            try await store.keep(.start("a").with { $0.pluginWrites = [write("k", "1")] })
            let old = try await store.pluginValue("k", of: "fund").version
            try await store.keep(.step("a", after: 1).with { $0.pluginWrites = [write("k", nil)] })
            let removed = try await store.pluginValue("k", of: "fund")
            try expect(removed.value, is: nil, "value")
            try expect(removed.version > old, "the version did not grow")
            try await store.keep(.step("a", after: 2).with { $0.pluginWrites = [write("k", "1")] })
            let late = Batch.step("a", after: 3).with {
                $0.pluginReads = [PluginRead(plugin: "fund", key: "k", version: old)]
            }
            try expect(try await store.commit(late), is: .pluginConflict(key: "k"), "answer")
        },
        Promise("keys are listed by prefix, in the order of their bytes") { store in
            try await store.keep(
                .start("a").with { batch in
                    batch.pluginWrites = ["b/2", "a", "b/", "b", "b/10", "b0", "é", "c", "B/1"]
                        .map { write($0, "") }
                    batch.pluginWrites += [
                        write("c", nil), PluginWrite(plugin: "other", key: "b/3", value: []),
                    ]
                })
            let some = try await store.pluginKeys(prefix: "b/", of: "fund").keys
            try expect(some, is: ["b/", "b/10", "b/2"], "some")
            let all = try await store.pluginKeys(prefix: "", of: "fund").keys
            try expect(all, is: ["B/1", "a", "b", "b/", "b/10", "b/2", "b0", "é"], "all")
            let none = try await store.pluginKeys(prefix: "x", of: "fund")
            try expect(none.keys, is: [], "none")
            try expect(none.version, is: 0, "version of none")
        },
        Promise("a commit fails when a key came under a prefix that it read") { store in
            try await store.keep(.start("a").with { $0.pluginWrites = [write("r/1", "10")] })
            let old = try await store.pluginKeys(prefix: "r/", of: "fund").version
            func add(_ key: String, to run: RunID) -> Batch {
                .start(run).with {
                    $0.pluginReads = [
                        PluginRead(plugin: "fund", key: "r/", version: old, isPrefix: true)
                    ]
                    $0.pluginWrites = [write(key, "10")]
                }
            }
            try await store.keep(.step("a", after: 1).with { $0.pluginWrites = [write("s", "")] })
            try await store.keep(add("r/2", to: "b"))
            let lost = try await store.commit(add("r/3", to: "c"))
            try expect(lost, is: .pluginConflict(key: "r/"), "answer")
            try await store.keep(
                .step("a", after: 2).with { $0.pluginWrites = [write("r/2", nil)] })
            let new = try await store.pluginKeys(prefix: "r/", of: "fund")
            try expect(new.keys, is: ["r/1"], "keys")
            try expect(new.version > old, "the version went back")
        },
    ]

    private static func write(_ key: String, _ value: String?) -> PluginWrite {
        PluginWrite(plugin: "fund", key: key, value: value.map(bytes))
    }
}
