import OnusCEL
import OnusModel
import OnusPlugin

/// A supervisor who is one of those whom they supervise.
struct SupervisorDoes: Rule {
    static let code = "W079"
    static let title = "a supervisor supervises themselves"
    static let explanation = """
        The supervisor of a duty is none of the people whose duty it is: neither responsible nor \
        accountable for it, under whatever role they are named, whoever starts the run and on no way \
        of a condition, and not somebody who stands in for a doer or for the accountable person. \
        (Whoever stands in for one person does not stand in for those for whom that person does.) \
        Nor does a ladder make the only supervisor a doer. Name somebody above or beside them.
        """

    private static let help =
        "name a supervisor who is neither responsible nor accountable, such as somebody above them"

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        let (sources, situations) = (workflow.sources, workflow.situations)
        var told: Set<SourceLocation> = []
        let ladders = SupervisorByLadder(workflow)
        for entry in workflow.tree.entries {
            guard let duty = workflow.duties[entry.index], let parts = DutyParts(duty, sources)
            else { continue }
            ladders.check(duty, entry.id, &told, &report)
            let location = location(of: duty, entry)
            guard !told.contains(location) else { continue }
            if let message = parts.inWords(entry.id) {
                told.insert(location)
                report.error(message, at: location, help: Self.help)
                continue
            }
            guard let finding = parts.inPerson(entry.id, workflow, situations) else { continue }
            told.insert(location)
            if finding.isError {
                report.error(finding.message, at: location, help: Self.help)
            } else {
                report.warning(finding.message, at: location, help: Self.help)
            }
        }
    }

    /// Where the step itself says who, since the rest may hold for many steps.
    private func location(of duty: DutySyntax, _ entry: StepTree.Entry) -> SourceLocation {
        guard case .task(let task) = entry.syntax.verb else { return entry.syntax.id.location }
        return (task.duty.supervisor ?? task.duty.responsible ?? task.duty.accountable)?.location
            ?? entry.syntax.id.location
    }
}

/// Who supervises a duty, and who is supervised.
private struct DutyParts {
    private let supervisor: Outline
    private let responsible: Outline
    private let accountable: Outline
    private let isForAll: Bool
    private let isDelegable: Bool

    init?(_ duty: DutySyntax, _ sources: PeopleSources) {
        guard let supervisor = duty.supervisor, let responsible = duty.responsible,
            let accountable = duty.accountable
        else { return nil }
        self.supervisor = sources.writtenOut(supervisor)
        self.responsible = sources.writtenOut(responsible)
        self.accountable = sources.writtenOut(accountable)
        isForAll = duty.allocation.map { $0.value == .all } ?? true
        isDelegable = duty.isDelegable?.value ?? true
    }

    /// What the words alone say.
    func inWords(_ step: String) -> String? {
        let cases = everyCase(of: [supervisor, responsible, accountable])
        for (outline, word) in [(responsible, "responsible"), (accountable, "accountable")] {
            let shared = cases.count { truths in
                let supervisors = Set(supervisor.settled(truths).sources)
                return !supervisors.isDisjoint(with: outline.settled(truths).sources)
            }
            guard shared > 0 else { continue }
            let verb = shared == cases.count ? "is" : "can be"
            return "the supervisor of `\(step)` \(verb) \(word) for it as well"
        }
        return nil
    }

    /// What the organisation says, in the first situation in which it is so.
    func inPerson(
        _ step: String, _ workflow: WorkflowContext, _ situations: Situations
    ) -> (message: String, isError: Bool)? {
        guard let organization = workflow.surroundings.organization else { return nil }
        let all = situations.all(withDoersIn: [supervisor, responsible, accountable]) ?? []
        var warning: String?
        for situation in all {
            let known = KnownPeople(organization: organization, situation)
            guard let people = People(self, known, situation) else { continue }
            let when = all.count > 1 ? situation.text.map { " when \($0)" } ?? "" : ""
            if let message = people.same(step, organization.id) { return (message + when, true) }
            if isDelegable, warning == nil {
                let name = workflow.workflow.name.value
                warning = people.standingIn(step, organization, name).map { $0 + when }
            }
        }
        return warning.map { ($0, false) }
    }

    private struct People {
        let supervisors: [Person]
        /// Those of whom it is known that they have it: of several to choose from, nobody.
        let doers: [Person]
        let accountable: [Person]

        init?(_ parts: DutyParts, _ known: KnownPeople, _ situation: Situation) {
            func look(_ outline: Outline) -> [Person]? {
                known.people(outline.settled(situation.truths))
            }
            guard let found = look(parts.supervisor), !found.isEmpty else { return nil }
            supervisors = found
            let named = look(parts.responsible) ?? []
            doers = parts.isForAll || named.count == 1 ? named : []
            accountable = look(parts.accountable) ?? []
        }

        func same(_ step: String, _ organization: String) -> String? {
            guard Set(doers + accountable).isSuperset(of: supervisors) else { return nil }
            let isOne = supervisors.count == 1
            return "\(Spelling.list(supervisors.map(\.id))) "
                + (isOne ? "is the only supervisor" : "are the only supervisors")
                + " of `\(step)` in `\(organization)` and \(isOne ? "has" : "have") the duty as well"
        }

        /// Somebody who supervises those for whom they stand in, when nobody else supervises.
        func standingIn(
            _ step: String, _ organization: Organization, _ workflow: String
        ) -> String? {
            let deputies = organization.delegations.filter { delegation in
                (doers + accountable).contains(delegation.from)
                    && delegation.workflows.map { $0.map(\.rawValue).contains(workflow) } ?? true
            }
            let involved = Set(doers + accountable + deputies.map(\.to))
            guard involved.isSuperset(of: supervisors),
                let deputy = deputies.first(where: { supervisors.contains($0.to) })
            else { return nil }
            let part = doers.contains(deputy.from) ? "has the duty" : "is accountable for it"
            return "`\(deputy.to.id)` supervises `\(step)` and stands in for "
                + "`\(deputy.from.id)`, who \(part)"
        }
    }
}
