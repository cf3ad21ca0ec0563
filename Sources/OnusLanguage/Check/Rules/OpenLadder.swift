import OnusModel

/// A ladder after whose last rung the duty may lie for ever.
struct OpenLadder: Rule {
    static let code = "W067"
    static let title = "a ladder does not end"
    static let explanation = """
        When everybody stays silent, the last rung of a ladder must still bring the duty on: it \
        decides an outcome (`decide: expired`), assigns somebody above who is not on the duty \
        already, or starts a workflow that deals with it. Reminding and telling people, marking, \
        and adding people leave the duty where it is. On the duty already are those who do it, the \
        accountable person, the supervisor, and whom an earlier rung brought in. Checked against an \
        organisation, the people themselves are compared, whoever starts the run and whichever \
        conditions hold: one of those assigned must be new to the duty and not stand below the \
        accountable person in the reporting line. Somebody from another line may take it. A \
        workflow that the last rung starts must come to a task, a call of one that does, an event \
        that it sends or one that it asks people for, on every way to its end; else nobody would \
        learn of the silence.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        let top = LadderTop(workflow)
        var untold = UntoldWays(workflow.surroundings)
        for ladder in workflow.ladders {
            guard let last = ladder.rungs.last else {
                report.error(
                    "\(workflow.title(of: ladder)) has no rungs", at: ladder.name.location,
                    help: "the least is `- {at: due, decide: expired}`")
                continue
            }
            if last.decide != nil { continue }
            if let start = last.start {
                check(start, of: ladder, workflow, &untold, &report)
                continue
            }
            guard let assign = last.assign else {
                report.error(
                    "\(workflow.title(of: ladder)) does not end: its last rung leaves the duty "
                        + "where it is", at: last.location,
                    help: "add a last rung that decides (`decide: expired`), assigns somebody "
                        + "above (`assign: manager(accountable)`) or starts a workflow")
                continue
            }
            guard let problem = top.problem(of: ladder, assigning: assign) else { continue }
            report.error(
                "\(workflow.title(of: ladder)) does not end: its last rung assigns \(problem)",
                at: assign.location,
                help: "assign somebody above, such as `manager(accountable)`, or decide an outcome")
        }
    }
}

extension OpenLadder {
    /// A workflow that deals with silence must not be silent itself.
    private func check(
        _ start: Located<String>, of ladder: LadderSyntax, _ workflow: WorkflowContext,
        _ untold: inout UntoldWays, _ report: inout Report
    ) {
        guard untold.lead(through: start.value) else { return }
        report.error(
            "\(workflow.title(of: ladder)) does not end: its last rung starts `\(start.value)`, "
                + "which can come to its end without asking or telling anybody",
            at: start.location,
            help: "let `\(start.value)` come to a task on every way, or decide an outcome")
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
