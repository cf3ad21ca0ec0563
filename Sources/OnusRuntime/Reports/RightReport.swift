import OnusEngine
import OnusModel
import OnusPlugin
import OnusStore

// What people may do, in the inbox beside what they owe.
extension OnusRuntime {
    /// The rows of rights that came or went.
    func rightRows(_ state: RunState, _ engine: Engine, before: RunState?) -> [DutyRow] {
        guard engine.offersRights else { return [] }
        let (old, new) = (before?.rights ?? [:], state.isOpen ? state.rights : [:])
        let gone = old.values.filter { new[$0.id] == nil }.sorted { $0.id < $1.id }
        let come = new.values.filter { old[$0.id] != $0 }.sorted { $0.id < $1.id }
        return gone.map { DutyRow($0, state, isOpen: false) }
            + come.map { DutyRow($0, state, isOpen: true, form: engine.form(of: $0.step)) }
    }
}

extension DutyRow {
    fileprivate init(_ right: Right, _ state: RunState, isOpen: Bool, form: [Field] = []) {
        let outcome = right.outcome(in: state)
        let standing: State = isOpen ? .open : outcome == nil ? .withdrawn : .closed
        let due = right.until ?? .distantFuture
        var body: ValueMap = [
            "due_at": right.until.map { .time($0) } ?? .null, "duty": .string(right.id.rawValue),
            "offered": .list(right.offered.map { .string($0) }), "opened_at": .time(right.openedAt),
            "outcome": isOpen ? .null : outcome.map { .string($0) } ?? .null,
            "responsible": .people(right.people), "right": true,
            "run": .string(state.run.rawValue), "state": .string(standing.rawValue),
            "step": .string(right.step.rawValue), "title": right.title.value, "votes": [],
        ]
        if !form.isEmpty { body["form"] = form.document }
        self.init(
            duty: right.id, run: state.run, step: right.step, state: standing,
            openedAt: right.openedAt, dueAt: due, desks: isOpen ? right.people : [],
            body: Value.map(body).canonicalJSON)
    }
}

extension Right {
    /// What came of it, once it is over.
    fileprivate func outcome(in state: RunState) -> String? {
        guard let duty else {
            let outcome = state.results[place.withoutPasses]?.outcome
            return outcome == ReceivePlan.received ? outcome : nil
        }
        return state.duties[duty]?.extensions?.answer
    }
}
