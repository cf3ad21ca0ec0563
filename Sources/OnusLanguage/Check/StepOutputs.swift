import OnusCEL
import OnusModel
import OnusPlugin

/// What `steps.ID` has for one step.
struct StepOutputs: Sendable {
    var name: String
    /// What is there whenever the step has finished.
    var always: [RecordType.Field]
    /// What its task gives, which is missing where a ladder ended the duty instead.
    var given: [RecordType.Field]
    /// By what a workflow gives that was called: the ends that do not hand it on.
    var lacking: [String: Set<String>] = [:]
    /// Whether a ladder can end the duty.
    var mayLapse = false
    /// Of a `receive` that hears of steps: what `event` has.
    var event: EventType?
    /// False for a task that is not known: nothing more is said about what it gives.
    var isKnown = true

    /// - Parameter isNot: whether the step surely ended with another outcome than this one.
    func record(isWhole: Bool, _ isNot: (String) -> Bool = { _ in false }) -> RecordType {
        let given = given.map { field in
            let isThere =
                !field.mayBeAbsent && lacking[field.name]?.allSatisfy(isNot) ?? true
            return RecordType.Field(
                field.name, field.type, mayBeAbsent: !isThere || !isWhole)
        }
        return RecordType(name: "steps.\(name)", fields: always + given)
    }
}
