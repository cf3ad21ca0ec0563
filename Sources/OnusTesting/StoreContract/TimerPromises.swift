import OnusModel
import OnusPlugin
import OnusStore

extension StoreContract {
    static let timers = [
        Promise("timers are due at their time, to the nanosecond") { store in
            let time = second(100, nanoseconds: 500)
            try await store.keep(.start("a").with { $0.timers = [.set("t", at: time)] })
            let early = try await store.dueTimers(
                at: second(100, nanoseconds: 499), limit: 9)
            try expect(early, is: [], "one nanosecond early")
            let wanted = StoredTimer(run: "a", timer: "t", at: time)
            try expect(try await store.dueTimers(at: time, limit: 9), is: [wanted], "in time")
            try expect(try await store.nextTimer(), is: wanted, "next")
        },
        Promise("the earliest timer comes first, whichever run it is of") { store in
            try await store.keep(
                .start("a").with {
                    $0.timers = [.set("x", at: second(300)), .set("y", at: second(100))]
                })
            try await store.keep(
                .start("b").with {
                    $0.timers = [
                        .set("x", at: second(200)), .set("z", at: second(100, nanoseconds: 1)),
                    ]
                })
            let names = try await store.dueTimers(at: second(1000), limit: 9).map {
                "\($0.run).\($0.timer)"
            }
            try expect(names, is: ["a.y", "b.z", "b.x", "a.x"], "order")
            let two = try await store.dueTimers(at: second(1000), limit: 2)
            try expect(two.count, is: 2, "limit")
            try expect(try await store.nextTimer()?.timer, is: "y", "next")
        },
        Promise("a timer that is set again moves") { store in
            try await store.keep(.start("a").with { $0.timers = [.set("t", at: second(100))] })
            try await store.keep(
                .step("a", after: 1).with { $0.timers = [.set("t", at: second(200))] })
            try expect(try await store.dueTimers(at: second(199), limit: 9), is: [], "old time")
            let due = try await store.dueTimers(at: second(200), limit: 9)
            try expect(due.map(\.at), is: [second(200)], "new time")
        },
        Promise("a cancelled timer never fires") { store in
            try await store.keep(
                .start("a").with {
                    $0.timers = [.set("t", at: second(100)), .set("u", at: second(100))]
                })
            try await store.keep(.start("b").with { $0.timers = [.set("t", at: second(150))] })
            try await store.keep(
                .step("a", after: 1).with { $0.timers = [.cancel("t"), .cancel("unknown")] })
            let due = try await store.dueTimers(at: second(1000), limit: 9)
            try expect(due.map(\.timer), is: ["u", "t"], "timers")
            try expect(due.map(\.run), is: ["a", "b"], "runs")
        },
        Promise("the changes to one timer count in order") { store in
            try await store.keep(
                .start("a").with {
                    $0.timers = [
                        .set("t", at: second(1)), .cancel("t"), .set("u", at: second(1)),
                        .cancel("t"), .set("u", at: second(2)),
                    ]
                })
            let due = try await store.dueTimers(at: second(9), limit: 9)
            try expect(due.map(\.timer), is: ["u"], "timers")
            try expect(due.map(\.at), is: [second(2)], "times")
        },
        Promise("timers reach from the year 1 to 9999") { store in
            let ends: [Timestamp] = [.distantPast, second(-1, nanoseconds: 7), .distantFuture]
            for (index, time) in ends.enumerated().reversed() {
                try await store.keep(
                    .start(RunID("r\(index)")).with { $0.timers = [.set("t", at: time)] })
            }
            let due = try await store.dueTimers(at: .distantFuture, limit: 9)
            try expect(due.map(\.at), is: ends, "times")
            try expect(try await store.nextTimer()?.at, is: .distantPast, "next")
        },
    ]
}
