import OnusModel
import OnusPlugin
import OnusStore

// The stored form of an event: canonical JSON, encoded once and never again.
extension StoredEvent {
    /// Of this stored form; older ones stay readable.
    static let format: Int64 = 1

    package init(_ event: Event) throws {
        var (person, principal): (Person?, Person?)
        if case .person(let actor, let other) = event.actor { (person, principal) = (actor, other) }
        // In the order of the keys: then nothing has to be sorted.
        var whole = CanonicalObject()
        whole.add("at", event.at)
        whole.add("by", person?.id)
        let kind = try event.body.write(to: &whole)
        whole.add("for", principal?.id)
        whole.add("type", kind.rawValue)
        whole.add("v", .int(Self.format))
        self.init(sequence: event.sequence, body: whole.finish())
    }

    /// Reads it back. Throws when the bytes are not an event that this program knows.
    package func event() throws -> Event {
        guard let whole = try Value(canonicalJSON: body).mapValue,
            whole["v"]?.intValue == Self.format,
            case .timestamp(let at)? = whole["at"],
            let kind = whole["type"]?.stringValue.flatMap(EventBody.Kind.init),
            let data = whole["data"]
        else { throw RuntimeError(.unreadable, "event \(sequence) is of a form that is not known") }
        let person = whole["by"]?.stringValue.map { Person($0) }
        let principal = whole["for"]?.stringValue.map { Person($0) }
        return Event(
            sequence: sequence, at: at,
            actor: person.map { .person($0, onBehalfOf: principal) } ?? .engine,
            body: try EventBody(kind, from: data))
    }
}

extension QueuedEffect {
    init(_ effect: Effect) throws {
        let body = try ValueEncoder(keys: .asWritten).encode(effect.body).canonicalJSON
        self.init(key: effect.key, body: body)
    }
}

extension StoredEffect {
    func content() throws -> Effect.Body {
        try ValueDecoder(keys: .asWritten).decode(
            Effect.Body.self, from: Value(canonicalJSON: body))
    }
}
