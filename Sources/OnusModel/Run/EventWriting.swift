import OnusPlugin
import OnusValues

// The payloads of the events that every run has, written field by field.
//
// INVARIANT: the bytes are those that the encoder makes of the payload; a test compares them. All
// other events go through the encoder, which costs several times as much.

extension EventBody {
    /// Adds the payload as `data` and says by which name the event is stored.
    package func write(to record: inout CanonicalObject) throws -> Kind {
        switch self {
        case .runStarted(let event):
            try record.add("data") { try event.write(to: &$0) }
            return .runStarted
        case .variablesSet(let event):
            record.add("data") { event.write(to: &$0) }
            return .variablesSet
        case .dutyOpened(let event):
            try record.add("data") { try event.write(to: &$0) }
            return .dutyOpened
        case .dutyActed(let event):
            try record.add("data") { try event.write(to: &$0) }
            return .dutyActed
        case .dutyClosed(let event):
            record.add("data") { event.write(to: &$0) }
            return .dutyClosed
        case .runEnded(let event):
            record.add("data") { event.write(to: &$0) }
            return .runEnded
        default:
            let (kind, payload) = parts
            try record.add("data", encoding: payload)
            return kind
        }
    }
}

// In the order of the keys: then nothing has to be sorted.

extension RunStarted {
    fileprivate func write(to record: inout CanonicalObject) throws {
        if let callees { try record.add("callees", encoding: callees) }
        if let cause { try record.add("cause", encoding: cause) }
        if let chain { record.add("chain", .int(Int64(chain))) }
        if let compensated { try record.add("compensated", encoding: compensated) }
        record.add("event", event)
        record.add("initiator", initiator.id)
        record.add("inputs", .map(inputs))
        record.add("organization", organization)
        record.add("plan", plan)
        record.add("run", run.rawValue)
        record.add("sender", sender?.id)
        record.add("signal", signal)
        record.add("variables", .map(variables))
        record.add("version", .int(Int64(version)))
        record.add("workflow", workflow.rawValue)
    }
}

extension RunEnded {
    fileprivate func write(to record: inout CanonicalObject) {
        record.add("outcome", outcome)
        record.add("outputs", .map(outputs))
        record.add("place", place?.rawValue)
        record.add("step", step?.rawValue)
    }
}

extension VariablesSet {
    fileprivate func write(to record: inout CanonicalObject) {
        record.add("pass", .int(Int64(pass)))
        record.add("place", place.rawValue)
        record.add("step", step.rawValue)
        record.add("values", .map(values))
    }
}

extension DutyOpened {
    fileprivate func write(to record: inout CanonicalObject) throws {
        record.add("calendar", calendar)
        record.add("content", .map(content))
        record.add("deadline") { deadline.write(to: &$0) }
        if let deemed { try record.add("deemed", encoding: deemed) }
        if let description { try record.add("description", text: description) }
        record.add("digest", digest)
        record.add("duty", duty.rawValue)
        if let excluded { try record.add("excluded", encoding: excluded) }
        if let extend { try record.add("extend", encoding: extend) }
        if let incident { try record.add("incident", encoding: incident) }
        if let isPhase { record.add("is_phase", .bool(isPhase)) }
        if let isSecret { record.add("is_secret", .bool(isSecret)) }
        record.add("ladder", ladder)
        record.add("offered", texts: offered)
        record.add("parameters", .map(parameters))
        record.add("pass", .int(Int64(pass)))
        record.add("people") { people.write(to: &$0) }
        record.add("place", place.rawValue)
        if let priority { record.add("priority", .int(Int64(priority))) }
        if let replaced { record.add("replaced", people: replaced) }
        record.add("rungs", times: rungs)
        record.add("step", step.rawValue)
        record.add("task", task)
        try record.add("title", text: title)
    }
}

extension DutyOpened.Deadline {
    fileprivate func write(to record: inout CanonicalObject) {
        record.add("at", at)
        record.add("provisional", .bool(provisional))
        record.add("text", text)
    }
}

extension DutyPeople {
    fileprivate func write(to record: inout CanonicalObject) {
        record.add("accountable", accountable.id)
        record.add("consulted", people: consulted)
        record.add("informed", people: informed)
        if let isDelegable { record.add("is_delegable", .bool(isDelegable)) }
        record.add("responsible", people: responsible)
        record.add("supervisor", people: supervisor)
        record.add("verifiers", people: verifiers)
    }
}

extension DutyActed {
    fileprivate func write(to record: inout CanonicalObject) throws {
        try record.add("act") { try act.write(to: &$0) }
        record.add("duty", duty.rawValue)
        if let isSecret { record.add("is_secret", .bool(isSecret)) }
    }
}

extension Act {
    fileprivate func write(to record: inout CanonicalObject) throws {
        record.add("at", at)
        record.add("comment", comment)
        if evidence.isEmpty {
            record.add("evidence", texts: [])
        } else {
            try record.add("evidence", encoding: evidence)
        }
        record.add("fields", .map(fields))
        record.add("kind", kind.rawValue)
        record.add("on_behalf_of", onBehalfOf?.id)
        record.add("outcome", outcome)
        record.add("person", person.id)
    }
}

extension DutyClosed {
    fileprivate func write(to record: inout CanonicalObject) {
        record.add("because", because)
        record.add("by", people: by)
        record.add("duty", duty.rawValue)
        record.add("outcome", outcome)
        record.add("outputs", .map(outputs))
    }
}

extension CanonicalObject {
    fileprivate mutating func add(_ key: String, text: Text) throws {
        if text.byLanguage.count == 1, let plain = text.byLanguage[""] {
            add(key) { $0.add("", plain) }
        } else {
            try add(key, encoding: text)
        }
    }

    /// Their ids.
    package mutating func add(_ key: String, people: [Person]) {
        add(key, texts: people.map { $0.id })
    }
}
