import OnusCEL
import OnusModel
import OnusPlugin

/// A ladder that hands a duty to people who may not have it.
struct HandedOverInVain: Rule {
    static let code = "W083"
    static let title = "a ladder hands a duty to people who are kept from it"
    static let explanation = """
        Those to whom a rung assigns a duty obey `separate:` like everybody else. Where each of \
        them has to do something else of the list, the rung would hand the duty to nobody who may \
        do it, just when it matters. Assign it to somebody who has no other part.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        guard let staffing = workflow.staffing else { return }
        var told: Set<SourceLocation> = []
        for group in staffing.groups where staffing.isKeptApart(group) {
            guard Findings(staffing, group).found.isEmpty else { continue }
            for post in group {
                guard let duty = staffing.posts[post].duty, let ladder = workflow.ladder(of: duty)
                else { continue }
                for people in ladder.rungs.compactMap(\.assign) {
                    guard !told.contains(people.location) else { continue }
                    check(people, duty, post, group, staffing, &told, &report)
                }
            }
        }
    }

    private func check(
        _ people: PeopleSyntax, _ duty: DutySyntax, _ post: Int, _ group: [Int],
        _ staffing: Staffing, _ told: inout Set<SourceLocation>, _ report: inout Report
    ) {
        let outline = staffing.sources.writtenOut(people)
        let findings = Findings(staffing, group, post) { situation in
            heirs(outline, duty, situation, staffing)
        }
        guard let finding = findings.found.first else { return }
        told.insert(people.location)
        let others = finding.conflict.posts.filter { $0 != post }.map { staffing.posts[$0].name }
        let named = finding.conflict.people[post] ?? []
        let why =
            others.isEmpty
            ? "may not do it" : "\(named.count > 1 ? "have" : "has") to do \(Spelling.list(others))"
        report.error(
            named.isEmpty
                ? "the ladder hands `\(staffing.posts[post].name)` to nobody who may do it"
                : "the ladder hands `\(staffing.posts[post].name)` to "
                    + "\(Spelling.list(named.map(\.id), "or")), who \(why)\(finding.when)",
            at: people.location,
            help: "assign it to somebody who has no part in what is kept apart",
            related: staffing.list(of: finding.conflict.posts).map {
                [.init("kept apart here", at: $0)]
            } ?? [])
    }

    /// Those whom the rung names and, when none of them may, the accountable person's manager.
    private func heirs(
        _ outline: Outline, _ duty: DutySyntax, _ situation: Situation, _ staffing: Staffing
    ) -> [Person]? {
        var known = KnownPeople(organization: staffing.organization, situation)
        func look(_ people: PeopleSyntax?) -> [Person]? {
            people.flatMap {
                known.people(staffing.sources.writtenOut($0).settled(situation.truths))
            }
        }
        let accountable = look(duty.accountable)
        known.words["responsible"] = look(duty.responsible)
        known.words["accountable"] = accountable
        known.words["supervisor"] = look(duty.supervisor)
        guard let named = known.people(outline.settled(situation.truths)) else { return nil }
        let above = accountable?.first.flatMap { staffing.organization.manager(of: $0) }
        return People(named + [above].compactMap(\.self)).members
    }
}
