import OnusPlugin

/// The types of the variables that every expression of a workflow may see.
///
/// Checker and engine share them: what is declared here is what the engine puts there.
package enum ExpressionTypes {
    /// `run`.
    package static let run = ValueType.record(
        RecordType(
            name: "run",
            fields: [
                .init("id", .string), .init("workflow", .string), .init("started_at", .timestamp),
            ]))

    /// `duty`, on the rungs of a ladder.
    package static let duty = ValueType.record(
        RecordType(
            name: "duty",
            fields: [
                .init("id", .string), .init("step", .string), .init("title", .string),
                .init("responsible", .people), .init("accountable", .person),
                .init("supervisor", .people), .init("opened_at", .timestamp),
                .init("due_at", .timestamp),
            ]))

    /// The words for the people of a duty, variables of their own on the rungs of a ladder.
    package static let dutyPeople: [(name: String, type: ValueType)] = [
        ("responsible", .people), ("accountable", .person), ("supervisor", .people),
    ]

    /// One entry of `steps.ID.votes`.
    ///
    /// - Parameter form: what the step's form has.
    private static func vote(_ form: [RecordType.Field]) -> ValueType {
        .record(
            RecordType(
                name: "vote",
                fields: [
                    .init("person", .person), .init("outcome", .string), .init("at", .timestamp),
                    .init("comment", .string, mayBeAbsent: true),
                    .init("fields", .record(RecordType(name: "fields", fields: form))),
                ]))
    }

    /// What every finished step has.
    package static let step: [RecordType.Field] = [
        .init("opened_at", .timestamp), .init("closed_at", .timestamp), .init("passes", .int),
    ]

    /// What every finished duty has besides.
    ///
    /// - Parameter form: what the step's form has.
    package static func dutyStep(form: [RecordType.Field]) -> [RecordType.Field] {
        [
            .init("outcome", .string), .init("by", .people),
            .init("votes", .list(vote(form))),
        ]
    }

    /// What is told to nobody where people decide in secret.
    package static let secret: Set<String> = ["by", "votes"]

    /// `error` in the steps that a `catch` leads to.
    package static func error(isCertain: Bool) -> ValueType {
        .record(
            RecordType(
                name: "error",
                fields: CaughtError.fields.map { .init($0, .string, mayBeAbsent: !isCertain) }))
    }

    /// Names that no role, input or form field may take, since expressions mean something else by
    /// them.
    package static let reserved: Set<String> = [
        "inputs", "vars", "steps", "initiator", "run", "now", "event", "error", "duty",
        "responsible", "accountable", "supervisor", "consulted", "informed", "finished", "total",
    ]
}
