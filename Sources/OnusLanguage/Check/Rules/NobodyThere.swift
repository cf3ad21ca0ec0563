import OnusCEL
import OnusModel
import OnusPlugin

/// People who cannot be found in the organisation.
struct NobodyThere: Rule {
    static let code = "W080"
    static let title = "nobody is there"
    static let explanation = """
        Checked against an organisation, every expression that gives people must give somebody: a \
        role has members, a unit has a head, a person has somebody above. Exactly one person is \
        accountable, and in the name of one person a run is started by events or the calendar \
        (`as:`). A rung that takes people from nowhere would escalate to nobody. Where people \
        hang on who starts the run, on a word of an input or on a condition, each case is looked at.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        guard let organization = workflow.surroundings.organization else { return }
        var search = Search(workflow: workflow, organization: organization, report: report)
        for role in workflow.workflow.roles { search.look(role.value) }
        let syntax = workflow.workflow
        let starters = [syntax.startedBy, syntax.startedOn?.person, syntax.startedEvery?.person]
        for start in starters.compactMap(\.self) { search.look(start) }
        for start in starters.dropFirst().compactMap(\.self) { search.countStarters(start) }
        for entry in workflow.tree.entries { search.look(entry) }
        report = search.report
    }

    private struct Search {
        let workflow: WorkflowContext
        let sources: PeopleSources
        let organization: Organization
        let situations: Situations
        var report: Report
        private var told: Set<SourceLocation> = []

        init(
            workflow: WorkflowContext, organization: Organization, report: Report
        ) {
            (self.workflow, self.organization, self.report) = (workflow, organization, report)
            (sources, situations) = (workflow.sources, workflow.situations)
        }

        mutating func look(_ people: PeopleSyntax) {
            for syntax in people.expressions {
                let part = PeopleSyntax([syntax], at: syntax.location)
                guard !isRole(syntax), let empty = groups(of: part).first(where: \.people.isEmpty)
                else { continue }
                tell(
                    "`\(syntax.text)` gives nobody in `\(organization.id)`\(empty.when)",
                    at: syntax.location,
                    help: "say it otherwise, or add somebody to the organisation")
            }
        }

        mutating func look(_ entry: StepTree.Entry) {
            guard let duty = workflow.duties[entry.index] else { return }
            let all = [
                duty.responsible, duty.accountable, duty.supervisor, duty.verifiedBy,
                duty.consulted, duty.informed, duty.extend?.by,
            ]
            for people in all.compactMap(\.self) { look(people) }
            if let accountable = duty.accountable { count(accountable, entry.id) }
            if let ladder = workflow.ladder(of: duty) { climb(ladder, duty, entry.id) }
        }

        private mutating func count(_ accountable: PeopleSyntax, _ step: String) {
            guard let many = groups(of: accountable).first(where: { $0.people.count > 1 })
            else { return }
            tell(
                "\(many.people.count) people would be accountable for `\(step)`\(many.when)",
                at: accountable.location,
                help: "exactly one person is accountable, such as the head of a unit")
        }

        mutating func countStarters(_ person: PeopleSyntax) {
            guard let many = groups(of: person).first(where: { $0.people.count > 1 }) else {
                return
            }
            tell(
                "`as` gives \(many.people.count) people, and one person starts a run",
                at: person.location,
                help: "name one, such as the head of a unit, or no run would ever start")
        }

        /// What a rung finds for this duty, when one person at least is known to have it.
        private mutating func climb(_ ladder: LadderSyntax, _ duty: DutySyntax, _ step: String) {
            var known = KnownPeople(organization: organization)
            for (word, people) in [
                ("responsible", duty.responsible), ("accountable", duty.accountable),
                ("supervisor", duty.supervisor),
            ] {
                known.words[word] = people.flatMap { groups(of: $0) }?.only?.people
            }
            for rung in ladder.rungs {
                for people in [rung.remind, rung.notify, rung.add, rung.assign].compactMap(\.self) {
                    for syntax in people.expressions where !isRole(syntax) {
                        let part = PeopleSyntax([syntax], at: syntax.location)
                        guard known.people(sources.writtenOut(part))?.isEmpty == true else {
                            continue
                        }
                        tell(
                            "`\(syntax.text)` gives nobody for the duty `\(step)`",
                            at: syntax.location,
                            help: "the rung would escalate to nobody; name "
                                + "somebody who is there, or give the duty another ladder")
                    }
                }
                raise(rung, known, step)
            }
        }

        private mutating func raise(_ rung: RungSyntax, _ known: KnownPeople, _ step: String) {
            guard let raise = rung.raise, let owner = known.words["accountable"]?.only,
                known.organization.chain(above: owner).isEmpty
            else { return }
            tell(
                "nobody stands above `\(owner.id)`, who is accountable for `\(step)`",
                at: raise.location,
                help: "notify somebody by name, or give the duty another ladder")
        }

        /// The people in each situation in which they are known.
        private func groups(of people: PeopleSyntax) -> [(people: [Person], when: String)] {
            let outline = sources.writtenOut(people)
            let all = situations.all(for: [outline]) ?? []
            return all.compactMap { situation in
                let known = KnownPeople(organization: organization, situation)
                return known.people(outline.settled(situation.truths)).map {
                    ($0, situation.text.map { " when \($0)" } ?? "")
                }
            }
        }

        /// What a role gives is told where the role is.
        private func isRole(_ syntax: ExpressionSyntax) -> Bool {
            workflow.workflow.roles.contains { $0.name.value == syntax.text }
        }

        private mutating func tell(
            _ message: String, at location: SourceLocation, help: String
        ) {
            guard told.insert(location).inserted else { return }
            report.error(message, at: location, help: help)
        }
    }
}

extension Array {
    fileprivate var only: Element? { count == 1 ? self[0] : nil }
}
