import OnusModel

/// A duty that would lie with somebody who is nobody of the organisation.
struct PublicSender: Rule {
    static let code = "W054"
    static let title = "somebody of the public would have a duty"
    static let explanation = """
        Whoever starts a workflow with `start: {by: public}` is nobody of the organisation: they get \
        a receipt, and with it they can do what `from: initiator` lets them do. They owe nothing, so \
        no duty names them, they have no manager, and what goes wrong needs an owner: \
        `accountable` under the workflow's own `duties:`. The same holds where they come by another \
        way: as `steps.ID.by` of what they answered, in a variable or an item that holds them, in an \
        input of a workflow that is called, or as the `initiator` there, who is the same.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        guard workflow.workflow.isPublic else { return }
        if workflow.workflow.duties.accountable == nil {
            report.error(
                "nobody owns what goes wrong in a workflow that the public starts",
                at: workflow.workflow.name.location,
                help: "add `duties: {accountable: ROLE}` to the workflow")
        }
        let own = SenderParts(workflow.workflow)
        for part in own.found {
            report.error(
                part.name == "initiator"
                    ? "`initiator` is nobody of the organisation here, and can have no part in a duty"
                    : "`\(part.name)` may be whoever sent it, nobody of the organisation, and can have "
                        + "no part in a duty",
                at: part.location,
                help: "name a role; `receive` with `from: initiator` asks them for something")
        }
        let known = workflow.surroundings.workflows
        for (call, inputs) in own.calls(known) {
            guard let found = part(of: call.workflow.value, inputs, known) else { continue }
            report.error(
                "`\(found.workflow)` gives `\(found.part.name)` a part in a duty, and here that is "
                    + "nobody of the organisation",
                at: (found.part.name == "initiator"
                    ? nil
                    : call.inputs.first {
                        inputs.contains($0.name.value)
                    })?.value.location ?? call.workflow.location,
                help: "let `\(found.workflow)` take it from a role, or call another workflow",
                related: [.init("who has the part", at: found.part.location)])
        }
    }

    /// The first part of whoever started it all, in a workflow that is called and in those that it
    /// calls.
    private func part(
        of name: String, _ inputs: Set<String>, _ known: [String: WorkflowSyntax]
    ) -> (workflow: String, part: SenderParts.Part)? {
        var seen: Set<[String]> = []
        var waiting = [(name, inputs)]
        while let (name, inputs) = waiting.popLast() {
            guard seen.insert([name] + inputs.sorted()).inserted, let workflow = known[name]
            else { continue }
            let parts = SenderParts(workflow, inputs: inputs)
            if let part = parts.found.first { return (name, part) }
            waiting += parts.calls(known).map { ($0.call.workflow.value, $0.inputs) }
        }
        return nil
    }
}
