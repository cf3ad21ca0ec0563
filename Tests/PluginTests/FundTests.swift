import FundTasks
import OnusCatalog
import OnusPlugin
import OnusTesting
import OnusValues
import Testing

@Suite("Funds")
struct FundTests {
    private func bench(_ ceiling: Value = "1000.00") throws -> ActionBench {
        try ActionBench(
            [FundPlugin.self], settings: ["fund": ["funds": ["technology": ceiling]]])
    }
    private func decimal(_ text: String) throws -> Value { .decimal(try #require(Decimal(text))) }
    private func reserve(
        _ amount: String, key: String, of fund: Value = "technology", on bench: ActionBench
    ) async throws -> ValueMap {
        try await bench.perform(
            "fund.reserve", ["fund": fund, "amount": try decimal(amount)], key: key)
    }

    @Test("reserving, settling a part and releasing keep the sum to the last digit")
    func life() async throws {
        let bench = try bench()
        let first = try await reserve("300.10", key: "a", on: bench)
        #expect(first["reservation"] == "technology-1")
        #expect(first["remaining"] == (try decimal("699.90")))
        let second = try await reserve("699.90", key: "b", on: bench)
        #expect(second["remaining"] == (try decimal("0")))
        let settled = try await bench.perform(
            "fund.settle", ["reservation": "technology-1", "amount": try decimal("300.01")],
            key: "c")
        #expect(settled["settled"] == (try decimal("300.01")))
        #expect(settled["returned"] == (try decimal("0.09")))
        #expect(settled["remaining"] == (try decimal("0.09")))
        let released = try await bench.perform(
            "fund.release", ["reservation": "technology-2"], key: "d")
        #expect(released["returned"] == (try decimal("699.90")))
        #expect(released["remaining"] == (try decimal("699.99")))
        let all = try await reserve("699.99", key: "e", on: bench)
        #expect(all["remaining"] == (try decimal("0")))
    }

    @Test("the same step reserves, settles and releases once, and gets the same answer")
    func again() async throws {
        let bench = try bench()
        let first = try await reserve("400", key: "a", on: bench)
        _ = try await reserve("100", key: "b", on: bench)
        #expect(try await reserve("400", key: "a", on: bench) == first)
        let reservation: ValueMap = ["reservation": "technology-1"]
        let settled = try await bench.perform("fund.settle", reservation, key: "c")
        #expect(try await bench.perform("fund.settle", reservation, key: "c") == settled)
        let other: ValueMap = ["reservation": "technology-2"]
        let released = try await bench.perform("fund.release", other, key: "d")
        #expect(try await bench.perform("fund.release", other, key: "e") == released)
        #expect(try await reserve("600", key: "f", on: bench)["remaining"] == (try decimal("0")))
    }

    @Test("fifty reservations at once never pass the ceiling")
    func crowd() async throws {
        let bench = try bench("100.00")
        let granted = try await withThrowingTaskGroup(of: Bool.self) { group in
            for step in 0..<50 {
                group.addTask {
                    do {
                        let amount = Value.decimal(try #require(Decimal("3.33")))
                        let outputs = try await bench.perform(
                            "fund.reserve", ["fund": "technology", "amount": amount],
                            key: "\(step)")
                        return outputs["reservation"] != nil
                    } catch let failure as TaskFailure {
                        #expect(failure.name == "insufficient_funds")
                        return false
                    }
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(granted == 30)
        #expect(await bench.collisions > 0)
        let left = try await reserve("0.10", key: "last", on: bench)
        #expect(left["remaining"] == (try decimal("0")))
    }

    @Test(
        "what cannot be is an error by name",
        arguments: [
            (
                "fund.reserve", ["fund": "roads", "amount": .decimal(1)], "unknown_fund",
                "there is no fund `roads`, only `technology`"
            ),
            (
                "fund.reserve", ["fund": "technology", "amount": .decimal(801)],
                "insufficient_funds",
                "`technology` has 800.00 left of 1000.00, and 801 is asked for"
            ),
            (
                "fund.settle", ["reservation": "technology-9"], "unknown_reservation",
                "there is no reservation `technology-9`"
            ),
            (
                "fund.settle", ["reservation": "technology-1", "amount": .decimal(101)],
                "exceeds_reservation",
                "`technology-1` holds 100, and 101 is to be paid out"
            ),
            (
                "fund.settle", ["reservation": "technology-2"], "already_settled",
                "`technology-2` is settled"
            ),
            (
                "fund.settle", ["reservation": "technology-3"], "already_released",
                "`technology-3` was given back"
            ),
            (
                "fund.release", ["reservation": "technology-2"], "already_settled",
                "`technology-2` is settled"
            ),
            (
                "fund.release", ["reservation": ""], "unknown_reservation",
                "there is no reservation ``"
            ),
        ] as [(String, ValueMap, String, String)])
    func errors(task: String, parameters: ValueMap, name: String, message: String) async throws {
        let bench = try bench()
        for key in ["a", "b", "c"] { _ = try await reserve("100", key: key, on: bench) }
        _ = try await bench.perform("fund.settle", ["reservation": "technology-2"], key: "d")
        _ = try await bench.perform("fund.release", ["reservation": "technology-3"], key: "e")
        let before = await bench.stored(by: "fund")
        await #expect(throws: TaskFailure(name, message)) {
            try await bench.perform(task, parameters, key: "x")
        }
        #expect(await bench.stored(by: "fund") == before)
    }

    @Test("an amount of nothing or less is refused")
    func amounts() async throws {
        let bench = try bench()
        for amount in ["0", "-1", "-0.01"] {
            await #expect(throws: (any Error).self) {
                try await reserve(amount, key: "a", on: bench)
            }
        }
        #expect(await bench.stored(by: "fund") == [:])
    }

    @Test(
        "ceilings that are none are refused as the plugin is made",
        arguments: [
            (["funds": "all"], "setting `funds`: expected a mapping"),
            (
                ["funds": ["a": "much"]],
                "setting `a`: expected a decimal such as \"10000.50\""
            ),
            (
                ["funds": ["a": .double(0.5)]],
                "setting `a`: expected a decimal such as \"10000.50\""
            ),
            (["funds": ["a": "-1"]], "setting `funds`: the ceiling of `a` is below zero"),
            (["fund": ["a": "1"]], "setting `fund`: expected one of `funds`"),
        ] as [(ValueMap, String)])
    func settings(values: ValueMap, message: String) {
        let error = #expect(throws: SettingsError.self) {
            try FundPlugin(settings: Settings(values))
        }
        #expect(error?.description == message)
    }

    @Test("a fund that the settings do not list is told when a workflow is checked")
    func misspelt() throws {
        let listed = try Catalog(
            plugins: [FundPlugin.self],
            settings: ["fund": Settings(["funds": ["technology": "1000"]])])
        let literals: ValueMap = ["fund": "technolgy", "amount": .decimal(1)]
        let problems = try #require(listed.task("fund.reserve")).problems(literals: literals)
        #expect(problems.map(\.parameter) == ["fund"])
        #expect(problems.first?.known == ["technology"])
        let unlisted = try Catalog(plugins: [FundPlugin.self])
        #expect(try unlisted.task("fund.reserve")?.problems(literals: literals) == [])
        let unknown = try listed.task("fund.reserve")?.problems(
            literals: ["amount": .decimal(1)], unknown: ["fund"])
        #expect(unknown == [])
    }
}
