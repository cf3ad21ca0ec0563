import OnusCalendar
import OnusEngine
import OnusModel
import OnusPlugin
import OnusStore

// A duty in the JSON of the command line, as it stands in the inbox and in lists.
extension DutyRow {
    init(open duty: Duty, _ state: RunState, _ engine: Engine) {
        self.init(
            duty, state, .open, outcome: nil, desks: engine.desks(of: duty),
            basis: engine.basis(of: duty.opened),
            form: duty.opened.hasTask ? engine.form(of: duty.opened.step) : [])
    }

    init(over duty: Duty, _ state: RunState, _ engine: Engine) {
        let settled = state.settled[duty.opened.duty]
        self.init(
            duty, state, settled?.outcome == nil ? .withdrawn : .closed, outcome: settled?.outcome,
            desks: [], basis: engine.basis(of: duty.opened))
    }

    private init(
        _ duty: Duty, _ state: RunState, _ standing: State, outcome: String?, desks: [Person],
        basis: [String], form: [Field] = []
    ) {
        self.init(
            duty: duty.opened.duty, run: state.run, step: duty.opened.step, state: standing,
            openedAt: duty.openedAt, dueAt: duty.deadline.at, priority: duty.opened.priority ?? 0,
            desks: desks,
            body: Self.body(
                duty, run: state.run, standing, outcome: outcome, desks: desks, basis: basis,
                form: form))
    }

    // WHY: this is written at every act, so it is written without a map; in the order of its keys
    // it needs no sorting either.
    private static func body(
        _ duty: Duty, run: RunID, _ standing: State, outcome: String?, desks: [Person],
        basis: [String], form: [Field]
    ) -> [UInt8] {
        let opened = duty.opened
        var body = CanonicalObject()
        body.add("accountable", opened.people.accountable.id)
        body.add("assignee", orNull: duty.assignee?.id)
        if !basis.isEmpty { body.add("basis", texts: basis) }
        if !duty.content.isEmpty { body.add("content", .map(duty.content)) }
        if let description = opened.description { body.add("description", description.value) }
        body.add("digest", duty.digest)
        body.add("due_at", .time(duty.deadline.at))
        body.add("duty", opened.duty.rawValue)
        if let extend = duty.extensions { body.add("extend", .map(extend.document)) }
        if !form.isEmpty { body.add("form", form.document) }
        if let incident = opened.incident {
            body.add(
                "incident",
                ["error": .string(incident.error), "message": .string(incident.message)])
        }
        body.add("mark", orNull: duty.mark?.rawValue)
        body.add("offered", texts: opened.offered)
        body.add("opened_at", .time(duty.openedAt))
        body.add("outcome", orNull: outcome)
        if let priority = opened.priority { body.add("priority", .int(Int64(priority))) }
        body.add("provisional", .bool(duty.deadline.provisional))
        let recused = duty.responsible.filter { !duty.deciders.contains($0) }
        if !recused.isEmpty { body.add("recused", people: recused) }
        body.add("responsible", people: duty.responsible)
        body.add("run", run.rawValue)
        body.add("state", standing.rawValue)
        body.add("step", opened.step.rawValue)
        if let stopped = duty.stopped { body.add("stopped_since", .time(stopped.since)) }
        body.add("supervisor", people: opened.people.supervisor)
        body.add("title", opened.title.value)
        if !opened.people.verifiers.isEmpty {
            body.add("verifiers", people: opened.people.verifiers)
        }
        body.add("votes", .list(duty.votes.map(\.vote)))
        if !desks.isEmpty { body.add("waits_for", people: desks) }
        return body.finish()
    }
}

extension CanonicalObject {
    fileprivate mutating func add(_ key: String, orNull text: String?) {
        if let text { add(key, text) } else { add(key, .null) }
    }
}

extension Engine {
    /// The clauses that a duty fulfils, and the one by which silence counts.
    fileprivate func basis(of duty: DutyOpened) -> [String] {
        let own = clauses(of: duty.step)
        return own + [duty.deemed?.basis].compactMap(\.self).filter { !own.contains($0) }
    }
}

extension Act {
    fileprivate var vote: Value {
        var vote: ValueMap = [
            "person": .string(person.id), "outcome": .string(outcome ?? ""), "at": .time(at),
        ]
        if let onBehalfOf { vote["for"] = .string(onBehalfOf.id) }
        if let comment { vote["comment"] = .string(comment) }
        return .map(vote)
    }
}

extension Extensions {
    /// What was asked and granted of more time.
    fileprivate var document: ValueMap {
        var document: ValueMap = ["granted": .list(granted.map { .string($0.description) })]
        if let asked {
            document["asked"] = .string(asked.period.description)
            document["by"] = .string(asked.person.id)
            if let comment = asked.comment { document["comment"] = .string(comment) }
        }
        return document
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
    /// The rows of all duties and rights that these events touched.
    func dutyRows(_ decision: Decision, _ engine: Engine, before: RunState?) -> [DutyRow] {
        let touched = Set(decision.events.compactMap(\.body.openDuty))
        let open = touched.sorted().compactMap { decision.state.duties[$0] }
            .map { DutyRow(open: $0, decision.state, engine) }
        let over = decision.closed.map { DutyRow(over: $0, decision.state, engine) }
        return open + over + rightRows(decision.state, engine, before: before)
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
        case .extensionRequested(let event): event.duty
        case .extensionAnswered(let event): event.duty
        case .clockStopped(let event): event.duty
        case .clockStarted(let event): event.duty
        case .rungFailed(let event): event.duty
        default: nil
        }
    }
}
