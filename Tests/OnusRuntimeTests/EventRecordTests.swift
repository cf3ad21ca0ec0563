import OnusCalendar
import OnusModel
import OnusPlugin
import OnusRuntime
import OnusStore
import OnusValues
import Testing

@Suite("Events as they are stored")
struct EventRecordTests {
    private static let time =
        Timestamp(seconds: 1_790_000_000, nanoseconds: 120_000_000) ?? .distantFuture
    private static let values: ValueMap = ["b\"": "\u{1}é", "a": .timestamp(time), "0": .int(-12)]

    private static var started: RunStarted {
        RunStarted(
            run: "r-1", workflow: "w", version: 3, plan: "p", initiator: "kim", inputs: values,
            variables: [:], organization: "o")
    }

    private static var opened: DutyOpened {
        DutyOpened(
            duty: "r-1/check", step: "check", place: "check", pass: 1, title: "Check \"it\"",
            task: "approval", parameters: [:],
            people: DutyPeople(responsible: ["kim", "ari"], accountable: "lee", supervisor: []),
            deadline: .init(at: time, text: "3 workdays", provisional: false), ladder: "firm",
            rungs: [time, time], offered: ["approved", "rejected"], digest: "d", content: [:])
    }

    private static func act(_ comment: String?, evidence: [File]) -> DutyActed {
        DutyActed(
            duty: "r-1/check",
            act: Act(
                .decide, by: "kim", at: time, outcome: "approved", comment: comment,
                evidence: evidence, fields: values))
    }

    /// Each kind that is written field by field, with nothing and with everything that may be absent.
    private static var bodies: [EventBody] {
        var start = started
        start.cause = .init(run: "r-0", duty: "r-0/a", depth: 2, place: "b", excluded: ["ari"])
        start.callees = ["other": "d", "another": "e"]
        start.signal = "signal-1"
        start.event = "thing.new"
        start.sender = "ari"
        start.compensated = ["check"]
        start.chain = 3
        var duty = opened
        duty.title = Text(byLanguage: ["": "Check", "zh": "审核", "en": "Check"])
        duty.description = Text(byLanguage: ["$en": "One language"])
        duty.calendar = "plain"
        duty.content = values
        duty.parameters = ["rule": .map(["share": "2/3"])]
        duty.incident = Incident(error: "failed", message: "broken", origin: "a")
        duty.excluded = [.init(person: "kim", reason: "asked for it")]
        duty.deemed = Deemed(outcome: "approved", basis: "clause 3")
        duty.priority = 5
        duty.extend = Period(3, .workday).map { .init(by: ["lee"], atMost: $0, times: 1) }
        duty.isSecret = true
        duty.isPhase = false
        duty.replaced = ["kim"]
        duty.people.verifiers = ["lee"]
        duty.people.isDelegable = false
        var act = act("line\nline", evidence: [File(name: "a.pdf", digest: "d", size: 3)])
        act.isSecret = true
        act.act.onBehalfOf = "ari"
        return [
            .runStarted(started), .runStarted(start), .dutyOpened(opened), .dutyOpened(duty),
            .dutyActed(Self.act(nil, evidence: [])), .dutyActed(act),
            .dutyClosed(
                DutyClosed(
                    duty: "r-1/check", outcome: "approved", outputs: values, because: "1 of 1",
                    by: ["kim"])),
            .variablesSet(VariablesSet(step: "s", place: "a/s#2", pass: 2, values: values)),
            .runEnded(RunEnded(outcome: "done", outputs: [:])),
            .runEnded(RunEnded(outcome: "done", outputs: values, step: "end", place: "end")),
            .stepSkipped(StepSkipped(step: "s", place: "s", pass: 1)),
        ]
    }

    @Test("each of their fields is tried with something in it")
    func completeness() {
        var absent: Set<String> = []
        var present: Set<String> = []
        for body in Self.bodies {
            for field in Mirror(reflecting: body.parts.payload).children {
                let value = Mirror(reflecting: field.value)
                let name = "\(body.kind.rawValue).\(field.label ?? "")"
                if value.displayStyle == .optional, value.children.isEmpty {
                    absent.insert(name)
                } else {
                    present.insert(name)
                }
            }
        }
        #expect(absent.subtracting(present).isEmpty)
    }

    @Test("what is written field by field is what the encoder writes", arguments: bodies)
    func writing(_ body: EventBody) throws {
        for actor in [Actor.engine, .person("kim", onBehalfOf: "ari")] {
            let event = Event(sequence: 7, at: Self.time, actor: actor, body: body)
            let stored = try StoredEvent(event)
            var expected: ValueMap = [
                "v": 1, "at": .timestamp(Self.time), "type": .string(body.kind.rawValue),
                "data": try ValueEncoder().encode(body.parts.payload),
            ]
            if actor != .engine { (expected["by"], expected["for"]) = ("kim", "ari") }
            #expect(stored.body == Value.map(expected).canonicalJSON)
            #expect(try stored.event() == event)
        }
    }
}
