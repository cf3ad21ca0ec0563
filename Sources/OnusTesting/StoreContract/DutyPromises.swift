import OnusModel
import OnusPlugin
import OnusStore

extension StoreContract {
    static let duties = [
        Promise("a duty is found by its id, as it was kept") { store in
            let duty = DutyRow.sample("a", "review/budget[2]#3", desks: ["wang", "a\nb\\n", "李"])
            try await store.keep(.start("a").with { $0.duties = [duty] })
            try expect(try await store.duty(duty.duty), is: duty, "duty")
            try expect(try await store.duty("a/review"), is: nil, "another id")
            try expect(try await store.duty("a"), is: nil, "an id without a place")
            try expect(try await store.duty(""), is: nil, "an empty id")
        },
        Promise("an inbox has the nearest deadline first") { store in
            try await store.keep(
                .start("a").with {
                    $0.duties = [
                        .sample("a", "late", due: second(300)),
                        .sample("a", "soon", due: second(200)),
                        .sample("a", "sooner", due: second(200).minusNanosecond),
                        .sample("a", "other", due: second(100), desks: ["zhao"]),
                    ]
                })
            try expect(
                try await steps(of: ["wang"], store), is: ["sooner", "soon", "late"], "wang")
            try expect(try await steps(of: ["li"], store), is: [], "li")
            let all = try await steps(of: nil, store)
            try expect(all, is: ["other", "sooner", "soon", "late"], "everybody")
            let two = try await store.inbox(of: nil, limit: 2).map(\.step)
            try expect(two, is: ["other", "sooner"], "limit")
        },
        Promise("a higher priority comes before an earlier deadline") { store in
            func duty(_ place: String, _ priority: Int, due: Int64) -> DutyRow {
                var row = DutyRow.sample("a", place, due: second(due))
                row.priority = priority
                return row
            }
            let plain = duty("plain", 0, due: 100)
            try await store.keep(
                .start("a").with {
                    $0.duties = [plain, duty("urgent", 9, due: 400), duty("soon", 5, due: 200)]
                })
            let all = ["urgent", "soon", "plain"] as [StepID]
            try expect(try await steps(of: ["wang"], store), is: all, "wang")
            try expect(try await steps(of: nil, store), is: all, "everybody")
            var raised = plain
            raised.priority = 9
            try await store.keep(.step("a", after: 1).with { $0.duties = [raised] })
            let raisedFirst = ["plain", "urgent", "soon"] as [StepID]
            try expect(try await steps(of: ["wang"], store), is: raisedFirst, "raised")
            try expect(try await store.duty(raised.duty), is: raised, "duty")
        },
        Promise("a duty on several desks is listed once") { store in
            try await store.keep(
                .start("a").with {
                    $0.duties = [
                        .sample("a", "x", desks: ["wang", "zhao"]),
                        .sample("a", "y", desks: ["zhao", "li"]),
                    ]
                })
            try expect(try await steps(of: ["wang", "zhao"], store), is: ["x", "y"], "two people")
            try expect(try await steps(of: nil, store), is: ["x", "y"], "everybody")
            try expect(try await steps(of: ["li", "li"], store), is: ["y"], "li twice")
            let one = try await store.inbox(of: ["wang", "zhao"], limit: 1)
            try expect(one.count, is: 1, "limit")
            let counts = try await store.openDuties(of: ["wang", "zhao", "li", "sun"])
            try expect(counts, is: ["wang": 1, "zhao": 2, "li": 1, "sun": 0], "open duties")
        },
        Promise("a duty that is over leaves every desk and stays in its run") { store in
            let duty = DutyRow.sample("a", "x", desks: ["wang", "zhao"])
            try await store.keep(.start("a").with { $0.duties = [duty, .sample("a", "y")] })
            try await store.keep(.step("a", after: 1).with { $0.duties = [duty.closed()] })
            try expect(try await steps(of: ["wang", "zhao"], store), is: ["y"], "inbox")
            try expect(try await store.openDuties(of: ["zhao"]), is: ["zhao": 0], "open duties")
            let rows = try await store.duties(of: "a")
            try expect(rows, is: [duty.closed(), .sample("a", "y")], "duties of the run")
        },
        Promise("a duty moves to other desks and other deadlines") { store in
            var duty = DutyRow.sample("a", "x", desks: ["wang", "zhao"])
            try await store.keep(.start("a").with { $0.duties = [duty] })
            duty.desks = ["zhao", "li"]
            duty.dueAt = second(900, nanoseconds: 1)
            duty.body = bytes("longer than it was before")
            try await store.keep(.step("a", after: 1).with { $0.duties = [duty] })
            try expect(try await store.inbox(of: ["wang"], limit: 9), is: [], "wang")
            try expect(try await store.inbox(of: ["li"], limit: 9), is: [duty], "li")
            try expect(try await store.inbox(of: ["zhao"], limit: 9), is: [duty], "zhao")
        },
        Promise("an open duty on nobody's desk is seen by who looks at all") { store in
            var duty = DutyRow.sample("a", "x", desks: [])
            try await store.keep(.start("a").with { $0.duties = [duty] })
            try expect(try await store.inbox(of: nil, limit: 9), is: [duty], "everybody")
            try expect(try await store.inbox(of: [""], limit: 9), is: [], "a person without a name")
            duty.desks = ["wang"]
            try await store.keep(.step("a", after: 1).with { $0.duties = [duty] })
            try expect(try await store.inbox(of: nil, limit: 9), is: [duty], "afterwards")
        },
        Promise("a run's duties come in the order in which they opened") { store in
            try await store.keep(
                .start("a").with { $0.duties = [.sample("a", "z"), .sample("a", "m")] })
            try await store.keep(.start("b").with { $0.duties = [.sample("b", "c")] })
            try await store.keep(
                .step("a", after: 1).with { $0.duties = [.sample("a", "a"), .sample("a", "z")] })
            let steps = try await store.duties(of: "a").map(\.step)
            try expect(steps, is: ["z", "m", "a"], "steps")
            try expect(try await store.duties(of: "nowhere"), is: [], "of no run")
        },
    ]

    private static func steps(of people: [Person]?, _ store: any Store) async throws -> [StepID] {
        try await store.inbox(of: people, limit: 100).map(\.step)
    }
}

extension Timestamp {
    fileprivate var minusNanosecond: Timestamp {
        second(seconds - 1, nanoseconds: 999_999_999)
    }
}
