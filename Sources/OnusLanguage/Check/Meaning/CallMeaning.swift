import OnusCEL
import OnusModel
import OnusPlugin

// Workflows that steps call and ladders start.
extension Meaning {
    mutating func call(_ call: CallSyntax, _ entry: StepTree.Entry) -> CheckedVerb? {
        let place = ValuePlace(name: "", site: .step(entry.index), code: .unknownInput)
        return inputs(call.inputs, of: call.workflow, at: place).map {
            .call(
                CallPlan(
                    workflow: WorkflowID(call.workflow.value), inputs: $0,
                    isDetached: call.isDetached ? true : nil, outcomes: handled(entry, call)))
        }
    }

    /// The ends that it is said where to go from; nil where that is said of all.
    private func handled(_ entry: StepTree.Entry, _ call: CallSyntax) -> [String]? {
        let isOfAll = Routes(entry.syntax.next).target(of: "", continues: false) != nil
        return call.isDetached || isOfAll
            ? nil : context.verbOutcomes(of: entry.index).map(\.name)
    }

    /// What another workflow is given, by the inputs that it declares; nil when there is no such
    /// workflow.
    mutating func inputs(
        _ entries: [Named<ValueSyntax>], of name: Located<String>, at place: ValuePlace
    ) -> [Binding]? {
        guard let other = context.surroundings.workflows[name.value] else {
            let known = context.surroundings.workflows.keys.sorted()
            report(
                .unknownWorkflow, "there is no workflow `\(name.value)`", at: name.location,
                help: Spelling.help(for: name.value, among: known)
                    ?? "check it together with the file that holds this workflow",
                suggestion: Spelling.nearest(to: name.value, among: known))
            return nil
        }
        let known = other.inputs.map(\.name.value)
        var inputs: [Binding] = []
        for entry in entries {
            guard let input = other.inputs.first(where: { $0.name.value == entry.name.value })
            else {
                report(
                    .unknownInput, "`\(name.value)` has no input `\(entry.name.value)`",
                    at: entry.name.location,
                    help: Spelling.help(
                        for: entry.name.value, among: known, called: "its inputs are"),
                    suggestion: Spelling.nearest(to: entry.name.value, among: known))
                continue
            }
            var place = place
            place.name = "input `\(entry.name.value)`"
            if let source = source(entry.value, input.field.type.valueType, at: place) {
                hold(source, against: input.field, of: name.value, at: entry.value)
                inputs.append(Binding(entry.name.value, source))
            }
        }
        reportMissing(entries, of: other, name)
        return inputs
    }

    private mutating func reportMissing(
        _ entries: [Named<ValueSyntax>], of other: WorkflowSyntax, _ name: Located<String>
    ) {
        for input in other.inputs where !input.field.isOptional && input.field.defaultValue == nil {
            guard !entries.contains(where: { $0.name.value == input.name.value }) else {
                continue
            }
            report(
                .unknownInput, "`\(name.value)` needs the input `\(input.name.value)`",
                at: name.location, help: "add `with: {\(input.name.value): …}`")
        }
    }
}
