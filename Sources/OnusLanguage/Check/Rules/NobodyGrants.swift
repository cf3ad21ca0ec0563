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
                let when = Self.onlyOne(responsible, by, workflow)
            else { continue }
            told.insert(by.location)
            report.error(
                "nobody can grant more time for `\(entry.id)`\(when): whose duty it is cannot",
                at: by.location, help: "name somebody else under `by`, or leave `extend` out")
        }
    }

    /// When both are one person and the same, in words; nil where they never are.
    private static func onlyOne(
        _ responsible: PeopleSyntax, _ by: PeopleSyntax, _ workflow: WorkflowContext
    ) -> String? {
        let doer = workflow.sources.writtenOut(responsible)
        let granter = workflow.sources.writtenOut(by)
        if doer == granter, doer.isOnePerson { return "" }
        guard let organization = workflow.surroundings.organization else { return nil }
        let all = workflow.situations.all(for: [doer, granter]) ?? []
        let found = all.first { situation in
            let known = KnownPeople(organization: organization, situation)
            guard let doers = known.people(doer.settled(situation.truths)), doers.count == 1,
                let granters = known.people(granter.settled(situation.truths))
            else { return false }
            return granters == doers
        }
        return found.map { all.count > 1 ? $0.text.map { " when \($0)" } ?? "" : "" }
    }
}
