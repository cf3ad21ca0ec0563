import OnusModel

/// A ladder after whose last rung the duty may lie for ever.
struct OpenLadder: Rule {
    static let code = "W067"
    static let title = "a ladder does not end"
    static let explanation = """
        When everybody stays silent, the last rung of a ladder must still bring the duty on: it \
        decides an outcome (`decide: expired`), assigns somebody above who is not on the duty \
        already, or starts a workflow that deals with it. Reminding and telling people, marking, \
        and adding people leave the duty where it is.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        for ladder in workflow.ladders {
            guard let last = ladder.rungs.last else {
                report.error(
                    "\(workflow.title(of: ladder)) has no rungs", at: ladder.name.location,
                    help: "the least is `- {at: due, decide: expired}`")
                continue
            }
            if last.decide != nil || last.start != nil { continue }
            guard let assign = last.assign else {
                report.error(
                    "\(workflow.title(of: ladder)) does not end: its last rung leaves the duty "
                        + "where it is", at: last.location,
                    help: "add a last rung that decides (`decide: expired`), assigns somebody "
                        + "above (`assign: manager(accountable)`) or starts a workflow")
                continue
            }
            guard let duty = duty(whosePeopleAre: assign, of: ladder, workflow) else { continue }
            report.error(
                "\(workflow.title(of: ladder)) does not end: its last rung assigns people who are "
                    + "on the duty\(duty.isEmpty ? "" : " `\(duty)`") already",
                at: assign.location,
                help: "assign somebody above, such as `manager(accountable)`, or decide an outcome")
        }
    }

    /// A duty on which everybody is whom the last rung assigns; empty for every one.
    private func duty(
        whosePeopleAre assign: PeopleSyntax, of ladder: LadderSyntax, _ workflow: WorkflowContext
    ) -> String? {
        let assigned = Set(assign.expressions.map(\.text))
        if assigned.isSubset(of: ["responsible", "accountable"]) { return "" }
        return workflow.tree.entries.first { entry in
            guard let duty = workflow.duties[entry.index],
                workflow.ladder(of: duty)?.name.location == ladder.name.location
            else { return false }
            let people = [duty.responsible, duty.accountable].compactMap(\.self)
            let present = people.flatMap { $0.expressions.map(\.text) }
            return assigned.isSubset(of: present + ["responsible", "accountable"])
        }?.id
    }
}

extension WorkflowContext {
    /// What messages call a ladder: by its name, or by the step at which it is written.
    func title(of ladder: LadderSyntax) -> String {
        let isNamed = workflow.ladders.contains { $0.name.location == ladder.name.location }
        if isNamed { return "the ladder `\(ladder.name.value)`" }
        return ladder.name.value.isEmpty ? "this ladder" : "the ladder of `\(ladder.name.value)`"
    }
}
