import EscalationTasks
import OnusPlugin
import OnusTesting
import OnusValues
import Testing

@Suite("Opening a case")
struct EscalationTests {
    private func bench(at now: String, offset: String? = "+08:00") async throws -> ActionBench {
        let settings: ValueMap = offset.map { ["utc_offset": .string($0)] } ?? [:]
        let bench = try ActionBench(
            [EscalationPlugin.self], settings: ["escalation": settings],
            now: try #require(Timestamp(now)))
        await bench.add(
            DutyRecord(
                id: "fund-1/budget", run: "fund-1", step: "budget", title: "Review the budget",
                responsible: ["li.wei", "wang.fang"], accountable: "chen.jing",
                supervisor: ["zhou.yan"],
                openedAt: try #require(Timestamp("2026-09-01T01:00:00Z")),
                dueAt: Timestamp("2026-09-10T09:30:00Z"), outcome: nil))
        return bench
    }

    @Test("a case takes its facts from the record")
    func facts() async throws {
        let bench = try await bench(at: "2026-09-17T09:29:00Z")
        let outputs = try await bench.perform(
            "escalation.open_case", ["duty": "fund-1/budget", "reason": "nobody answered"],
            key: "a")
        #expect(outputs["case_number"] == "2026-0001")
        #expect(outputs["title"] == "Review the budget")
        #expect(outputs["accountable"] == "chen.jing")
        #expect(outputs["responsible"] == ["li.wei", "wang.fang"])
        #expect(outputs["supervisor"] == ["zhou.yan"])
        #expect(outputs["days_overdue"] == 6)
        #expect(outputs["due_at"] == Timestamp("2026-09-10T09:30:00Z").map(Value.timestamp))
        #expect(outputs["reason"] == "nobody answered")
        #expect(outputs["duty_outcome"] == nil)
        #expect(await bench.stored(by: "escalation")["case/2026-0001"] == .map(outputs))
    }

    @Test("the same step opens one case, and numbers run on through a year")
    func numbers() async throws {
        let bench = try await bench(at: "2026-12-31T15:59:59Z")
        func open(_ key: String) async throws -> String? {
            try await bench.perform("escalation.open_case", ["duty": "fund-1/budget"], key: key)[
                "case_number"]?.stringValue
        }
        #expect(try await open("a") == "2026-0001")
        #expect(try await open("b") == "2026-0002")
        await bench.setNow(try #require(Timestamp("2026-12-31T16:00:00Z")))
        #expect(try await open("a") == "2026-0001")
        #expect(try await open("c") == "2027-0001")
    }

    @Test("fifty cases at once get fifty numbers")
    func crowd() async throws {
        let bench = try await bench(at: "2026-06-01T00:00:00Z")
        let numbers = try await withThrowingTaskGroup(of: String.self) { group in
            for step in 0..<50 {
                group.addTask {
                    try await bench.perform(
                        "escalation.open_case", ["duty": "fund-1/budget"], key: "\(step)")[
                            "case_number"]?.stringValue ?? ""
                }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(numbers.count == 50 && numbers.contains("2026-0050"))
    }

    @Test("a duty that is not in the record is an error that authors can catch")
    func unknown() async throws {
        let bench = try await bench(at: "2026-06-01T00:00:00Z")
        await #expect(
            throws: TaskFailure("unknown_duty", "the record has no duty `fund-1/budgets`")
        ) { try await bench.perform("escalation.open_case", ["duty": "fund-1/budgets"], key: "a") }
        #expect(await bench.stored(by: "escalation") == [:])
    }

    @Test(
        "an offset that no clock has is refused",
        arguments: ["8", "+8:00", "08:00", "+25:00", "+08:0x"])
    func offsets(text: String) {
        #expect(throws: SettingsError("utc_offset", "expected an offset such as \"+08:00\"")) {
            try EscalationPlugin(settings: Settings(["utc_offset": .string(text)]))
        }
    }
}
