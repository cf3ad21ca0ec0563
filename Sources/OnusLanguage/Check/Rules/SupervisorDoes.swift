import OnusCEL
import OnusModel
import OnusPlugin

/// A supervisor who is one of those whom they supervise.
struct SupervisorDoes: Rule {
    static let code = "W079"
    static let title = "a supervisor supervises themselves"
    static let explanation = """
        The supervisor of a duty is none of the people whose duty it is: neither responsible nor \
        accountable for it, under whatever role they are named, on no way of a condition, and not \
        somebody who stands in for a doer. Name somebody above or beside them.
        """

    private static let help =
        "name a supervisor who is neither responsible nor accountable, such as somebody above them"

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        let sources = PeopleSources(workflow.workflow)
        var told: Set<SourceLocation> = []
        for entry in workflow.tree.entries {
            guard let duty = workflow.duties[entry.index], let parts = Parts(duty, sources) else {
                continue
            }
            let location = location(of: duty, entry)
            guard !told.contains(location) else { continue }
            if let (message, isError) = problem(parts, duty, entry.id, workflow) {
                told.insert(location)
                if isError {
                    report.error(message, at: location, help: Self.help)
                } else {
                    report.warning(message, at: location, help: Self.help)
                }
            }
        }
    }

    private struct Parts {
        let supervisor: Outline
        let responsible: Outline
        let accountable: Outline

        init?(_ duty: DutySyntax, _ sources: PeopleSources) {
            guard let supervisor = duty.supervisor, let responsible = duty.responsible,
                let accountable = duty.accountable
            else { return nil }
            self.supervisor = sources.writtenOut(supervisor)
            self.responsible = sources.writtenOut(responsible)
            self.accountable = sources.writtenOut(accountable)
        }

        var cases: [[Outline: Bool]] { everyCase(of: [supervisor, responsible, accountable]) }
    }

    /// Where the step itself says who, since the rest may hold for many steps.
    private func location(of duty: DutySyntax, _ entry: StepTree.Entry) -> SourceLocation {
        guard case .task(let task) = entry.syntax.verb else { return entry.syntax.id.location }
        return (task.duty.supervisor ?? task.duty.responsible ?? task.duty.accountable)?.location
            ?? entry.syntax.id.location
    }

    private func problem(
        _ parts: Parts, _ duty: DutySyntax, _ step: String, _ workflow: WorkflowContext
    ) -> (String, isError: Bool)? {
        let cases = parts.cases
        for (outline, word) in [
            (parts.responsible, "responsible"), (parts.accountable, "accountable"),
        ] {
            let shared = cases.count { truths in
                let supervisors = Set(parts.supervisor.settled(truths).sources)
                return !supervisors.isDisjoint(with: outline.settled(truths).sources)
            }
            guard shared > 0 else { continue }
            let verb = shared == cases.count ? "is" : "can be"
            return ("the supervisor of `\(step)` \(verb) \(word) for it as well", true)
        }
        guard let organization = workflow.surroundings.organization else { return nil }
        let known = KnownPeople(organization: organization)
        return cases.lazy.compactMap { truths in
            known.problem(
                parts.supervisor.settled(truths), parts.responsible.settled(truths),
                parts.accountable.settled(truths), duty, step, workflow.workflow.name.value)
        }.first
    }
}

extension KnownPeople {
    fileprivate func problem(
        _ supervisor: Outline, _ responsible: Outline, _ accountable: Outline, _ duty: DutySyntax,
        _ step: String, _ workflow: String
    ) -> (String, isError: Bool)? {
        guard let supervisors = people(supervisor), !supervisors.isEmpty,
            let doers = people(responsible), isForAll(duty.allocation) || doers.count == 1
        else { return nil }
        let involved = Set(doers + (people(accountable) ?? []))
        let names = Spelling.list(supervisors.map(\.id))
        let plural = supervisors.count > 1
        if involved.isSuperset(of: supervisors) {
            let message =
                "\(names) \(plural ? "are the only supervisors" : "is the only supervisor") "
                + "of `\(step)` in `\(organization.id)` and \(plural ? "have" : "has") the duty as well"
            return (message, true)
        }
        let deputies = organization.delegations.filter { delegation in
            doers.contains(delegation.from)
                && delegation.workflows.map { $0.map(\.rawValue).contains(workflow) } ?? true
        }
        guard involved.union(deputies.map(\.to)).isSuperset(of: supervisors),
            let deputy = deputies.first(where: { supervisors.contains($0.to) })
        else { return nil }
        let message =
            "`\(deputy.to.id)` supervises `\(step)` and stands in for `\(deputy.from.id)`, "
            + "who has the duty"
        return (message, false)
    }

    private func isForAll(_ allocation: Located<Allocation>?) -> Bool {
        allocation.map { $0.value == .all } ?? true
    }
}
