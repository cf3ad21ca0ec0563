import OnusCEL
import OnusModel

/// A duty that would lie with somebody who is nobody of the organisation.
struct PublicSender: Rule {
    static let code = "W054"
    static let title = "somebody of the public would have a duty"
    static let explanation = """
        Whoever starts a workflow with `start: {by: public}` is nobody of the organisation: they get \
        a receipt, and with it they can do what `from: initiator` lets them do. They owe nothing, so \
        no duty names them, they have no manager, and what goes wrong needs an owner: \
        `accountable` under the workflow's own `duties:`.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        guard workflow.workflow.isPublic else { return }
        if workflow.workflow.duties.accountable == nil {
            report.error(
                "nobody owns what goes wrong in a workflow that the public starts",
                at: workflow.workflow.name.location,
                help: "add `duties: {accountable: ROLE}` to the workflow")
        }
        let sources = workflow.sources
        var told: Set<SourceLocation> = []
        for duty in workflow.statedDuties {
            let people = [
                duty.responsible, duty.accountable, duty.supervisor, duty.verifiedBy,
                duty.consulted, duty.informed, duty.extend?.by,
            ]
            for field in people.compactMap(\.self) {
                guard sources.writtenOut(field).namesInitiator, told.insert(field.location).inserted
                else { continue }
                report.error(
                    "`initiator` is nobody of the organisation here, and can have no part in a duty",
                    at: field.location,
                    help: "name a role; `receive` with `from: initiator` asks them for something")
            }
        }
    }
}

extension Outline {
    fileprivate var namesInitiator: Bool {
        switch self {
        case .path(let path), .has(let path), .optional(let path): path.first == "initiator"
        case .call(_, let parts), .list(let parts), .and(let parts), .or(let parts):
            parts.contains(where: \.namesInitiator)
        case .not(let term): term.namesInitiator
        case .conditional(let condition, let first, let second):
            [condition, first, second].contains(where: \.namesInitiator)
        case .literal: false
        case .computed(_, let reads): reads.values.contains(where: \.namesInitiator)
        case .other(let text): text.contains("initiator")
        }
    }
}
