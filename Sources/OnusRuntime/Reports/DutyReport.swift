import OnusEngine
import OnusModel
import OnusPlugin
import OnusStore

// A duty in the JSON of the command line, as it stands in the inbox and in lists.
extension DutyRow {
    init(open duty: Duty, _ state: RunState, _ engine: Engine) {
        self.init(
            duty, state, .open, outcome: nil, desks: engine.desks(of: duty),
            isSecret: engine.isSecret(duty))
    }

    init(over duty: Duty, _ state: RunState) {
        let settled = state.settled[duty.opened.duty]
        self.init(
            duty, state, settled?.outcome == nil ? .withdrawn : .closed, outcome: settled?.outcome,
            desks: [], isSecret: false)
    }

    private init(
        _ duty: Duty, _ state: RunState, _ standing: State, outcome: String?, desks: [Person],
        isSecret: Bool
    ) {
        let opened = duty.opened
        let body: ValueMap = Self.body(
            duty, run: state.run, standing, outcome: outcome, desks: desks, isSecret: isSecret)
        self.init(
            duty: opened.duty, run: state.run, step: opened.step, state: standing,
            openedAt: duty.openedAt, dueAt: duty.deadline.at, desks: desks,
            body: Value.map(body).canonicalJSON)
    }

    private static func body(
        _ duty: Duty, run: RunID, _ standing: State, outcome: String?, desks: [Person],
        isSecret: Bool
    ) -> ValueMap {
        let opened = duty.opened
        var body: ValueMap = [
            "duty": .string(opened.duty.rawValue), "run": .string(run.rawValue),
            "step": .string(opened.step.rawValue), "title": opened.title.value,
            "state": .string(standing.rawValue),
            "offered": .list(opened.offered.map { .string($0) }),
            "responsible": .people(duty.responsible),
            "accountable": .string(opened.people.accountable.id),
            "supervisor": .people(opened.people.supervisor),
            "opened_at": .time(duty.openedAt), "due_at": .time(duty.deadline.at),
            "provisional": .bool(duty.deadline.provisional), "digest": .string(duty.digest),
            "votes": .list(isSecret ? [] : duty.votes),
        ]
        body["priority"] = opened.priority.map { .int(Int64($0)) }
        body["outcome"] = outcome.map { .string($0) } ?? .null
        body["assignee"] = duty.assignee.map { .string($0.id) } ?? .null
        body["mark"] = duty.mark.map { .string($0.rawValue) } ?? .null
        body["waits_for"] = desks.isEmpty ? nil : .people(desks)
        if !opened.people.verifiers.isEmpty {
            body["verifiers"] = .people(opened.people.verifiers)
        }
        if !duty.content.isEmpty { body["content"] = .map(duty.content) }
        if let incident = opened.incident {
            body["incident"] = [
                "error": .string(incident.error), "message": .string(incident.message),
            ]
        }
        return body
    }
}

extension Duty {
    var votes: [Value] {
        acts.filter { $0.kind == .decide }.map { act in
            var vote: ValueMap = [
                "person": .string(act.person.id), "outcome": .string(act.outcome ?? ""),
                "at": .time(act.at),
            ]
            if let principal = act.onBehalfOf { vote["for"] = .string(principal.id) }
            if let comment = act.comment { vote["comment"] = .string(comment) }
            return .map(vote)
        }
    }
}

extension Value {
    /// RFC 3339 in UTC with microseconds, as in all JSON of the command line.
    package static func time(_ time: Timestamp) -> Value { .string(time.rfc3339Microseconds) }
    package static func people(_ people: [Person]) -> Value {
        .list(people.map { .string($0.id) })
    }
}

extension Text {
    /// One string, or a map of languages.
    package var value: Value {
        if let plain = byLanguage[""], byLanguage.count == 1 { return .string(plain) }
        return .map(
            ValueMap(
                byLanguage.sorted { $0.key < $1.key }.map { (.string($0.key), .string($0.value)) }))
    }
}

extension OnusRuntime {
    /// The rows of all duties that these events touched.
    func dutyRows(_ decision: Decision, _ engine: Engine) -> [DutyRow] {
        let touched = Set(decision.events.compactMap(\.body.openDuty))
        let open = touched.sorted().compactMap { decision.state.duties[$0] }
            .map { DutyRow(open: $0, decision.state, engine) }
        return open + decision.closed.map { DutyRow(over: $0, decision.state) }
    }
}

extension EventBody {
    /// The duty that an event changed and did not close.
    var openDuty: DutyID? {
        switch self {
        case .dutyOpened(let event): event.duty
        case .dutyActed(let event): event.duty
        case .dutyAssigned(let event): event.duty
        case .dutyProposed(let event): event.duty
        case .dutyReset(let event): event.duty
        case .dutyRescheduled(let event): event.duty
        case .rungFired(let event): event.duty
        default: nil
        }
    }
}
