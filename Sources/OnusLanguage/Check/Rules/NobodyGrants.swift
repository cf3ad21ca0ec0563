import OnusCEL
import OnusModel
import OnusPlugin

/// `extend:` whose time nobody but the doer could grant.
struct NobodyGrants: Rule {
    static let code = "W100"
    static let title = "more time that nobody can grant"
    static let explanation = """
        `extend: {by: …}` says who grants a doer more time, and nobody grants it to themselves. \
        Where the only one who could grant it is the only one whose duty it is, every request is \
        refused. Name somebody else, such as the accountable person's superior, or leave `extend` \
        out.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        var told: Set<SourceLocation> = []
        for entry in workflow.tree.entries {
            guard let duty = workflow.duties[entry.index], let by = duty.extend?.by,
                let responsible = duty.responsible, !told.contains(by.location),
                Self.areAlwaysOne(responsible, by, workflow)
            else { continue }
            told.insert(by.location)
            report.error(
                "nobody can grant more time for `\(entry.id)`: only whoever has the duty is named",
                at: by.location, help: "name somebody else under `by`, or leave `extend` out")
        }
    }

    /// Whether both are one person and the same, whatever a run is like.
    private static func areAlwaysOne(
        _ responsible: PeopleSyntax, _ by: PeopleSyntax, _ workflow: WorkflowContext
    ) -> Bool {
        let doer = workflow.sources.writtenOut(responsible)
        let granter = workflow.sources.writtenOut(by)
        if doer == granter, doer.isOnePerson { return true }
        guard let organization = workflow.surroundings.organization,
            let all = workflow.situations.all(for: [doer, granter]), !all.isEmpty
        else { return false }
        return all.allSatisfy { situation in
            let known = KnownPeople(organization: organization, situation)
            guard let doers = known.people(doer.settled(situation.truths)), doers.count == 1 else {
                return false
            }
            return known.people(granter.settled(situation.truths)) == doers
        }
    }
}
