import OnusModel
import OnusPlugin

extension Event {
    /// The event as one line of `onus log`.
    package func line(of run: RunID) throws -> Value {
        let (kind, payload) = body.parts
        let data = try ValueEncoder().encode(payload)
        var line: ValueMap = [
            "run": .string(run.rawValue), "seq": .int(Int64(sequence)), "at": .time(at),
            "type": .string(kind.rawValue),
        ]
        if case .person(let person, let principal) = actor {
            line["actor"] = .string(person.id)
            line["for"] = principal.map { .string($0.id) } ?? .null
        } else {
            line["actor"] = .string("engine")
            line["for"] = .null
        }
        let fields = data.mapValue ?? [:]
        line["step"] = fields["place"] ?? fields["scope"] ?? fields["catcher"] ?? .null
        line["duty"] = fields["duty"] ?? .null
        line["data"] = data
        return .map(line)
    }
}
