import OnusModel
import OnusPlugin
import OnusStore

// The stored form of an event: canonical JSON, encoded once and never again.
extension StoredEvent {
    /// Of this stored form; older ones stay readable.
    static let format: Int64 = 1

    package init(_ event: Event) throws {
        let (kind, payload) = event.body.parts
        let whole = CanonicalObject()
        whole.add("at", .timestamp(event.at))
        if case .person(let person, let principal) = event.actor {
            whole.add("by", person.id)
            whole.add("for", principal?.id)
        }
        try whole.add("data", encoding: payload)
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
