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
        hang on who starts the run (everybody may, unless `start:` says who), on a word of an input, \
        on an item of a `foreach` or on a condition, each case is looked at. So are those from whom \
        an event must come, and the defaults of inputs, variables and forms.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        guard let organization = workflow.surroundings.organization else { return }
        var search = Search(workflow: workflow, organization: organization, report: report)
        for role in workflow.workflow.roles { search.look(role.value) }
        let syntax = workflow.workflow
        let starters = [syntax.startedBy, syntax.startedOn?.person, syntax.startedEvery?.person]
        for start in starters.compactMap(\.self) { search.look(start) }
        for start in starters.dropFirst().compactMap(\.self) { search.countStarters(start) }
        for field in workflow.everyField { search.look(field) }
        for entry in workflow.tree.entries { search.look(entry) }
        report = search.report
    }

    private struct Search {
        let workflow: WorkflowContext
        let organization: Organization
        let cases: PeopleCases
        var report: Report
        private var told: Set<SourceLocation> = []

        init(
            workflow: WorkflowContext, organization: Organization, report: Report
        ) {
            (self.workflow, self.organization, self.report) = (workflow, organization, report)
            cases = PeopleCases(workflow, organization)
        }

        mutating func look(_ people: PeopleSyntax, at entry: StepTree.Entry? = nil) {
            for syntax in people.expressions where !isRole(syntax) {
                guard !told.contains(syntax.location) else { continue }
                let part = PeopleSyntax([syntax], at: syntax.location)
                guard let empty = cases.all(part, at: entry).first(where: \.people.isEmpty)
                else { continue }
                tell(
                    "`\(syntax.text)` gives nobody in `\(organization.id)`\(empty.when)",
                    at: syntax.location,
                    help: "say it otherwise, or add somebody to the organisation")
            }
        }

        /// A default that names people.
        mutating func look(_ field: FieldSyntax) {
            guard let value = field.field.defaultValue,
                let stranger = field.field.type.people(in: value).first(where: {
                    organization.member($0) == nil
                })
            else { return }
            tell(
                "the default of `\(field.name.value)` names `\(stranger)`, who is not in "
                    + "`\(organization.id)`", at: field.location,
                help: "name somebody of the organisation, or leave the default out")
        }

        mutating func look(_ entry: StepTree.Entry) {
            for people in workflow.tree.senders(at: entry) { look(people, at: entry) }
            guard let duty = workflow.duties[entry.index] else { return }
            let all = [
                duty.responsible, duty.accountable, duty.supervisor, duty.verifiedBy,
                duty.consulted, duty.informed, duty.extend?.by,
            ]
            for people in all.compactMap(\.self) { look(people, at: entry) }
            if let accountable = duty.accountable { count(accountable, entry) }
            if let ladder = workflow.ladder(of: duty) { climb(ladder, duty, entry) }
        }

        private mutating func count(_ accountable: PeopleSyntax, _ entry: StepTree.Entry) {
            guard !told.contains(accountable.location),
                let many = cases.all(accountable, at: entry).first(where: { $0.people.count > 1 })
            else { return }
            tell(
                "\(many.people.count) people would be accountable for `\(entry.id)`\(many.when)",
                at: accountable.location,
                help: "exactly one person is accountable, such as the head of a unit")
        }

        mutating func countStarters(_ person: PeopleSyntax) {
            guard !told.contains(person.location),
                let many = cases.all(person).first(where: { $0.people.count > 1 })
            else { return }
            tell(
                "`as` gives \(many.people.count) people, and one person starts a run",
                at: person.location,
                help: "name one, such as the head of a unit, or no run would ever start")
        }

        /// What a rung finds for this duty.
        private mutating func climb(
            _ ladder: LadderSyntax, _ duty: DutySyntax, _ entry: StepTree.Entry
        ) {
            for rung in ladder.rungs {
                for people in [rung.remind, rung.notify, rung.add, rung.assign].compactMap(\.self) {
                    for syntax in people.expressions where !isRole(syntax) && !isPart(syntax) {
                        look(rung: syntax, duty, entry)
                    }
                }
                raise(rung, duty, entry)
            }
        }

        private mutating func look(
            rung syntax: ExpressionSyntax, _ duty: DutySyntax, _ entry: StepTree.Entry
        ) {
            guard !told.contains(syntax.location) else { return }
            let part = PeopleSyntax([syntax], at: syntax.location)
            guard
                let empty = cases.all(part, at: entry, of: duty).first(where: \.people.isEmpty)
            else { return }
            tell(
                "`\(syntax.text)` gives nobody for the duty `\(entry.id)`\(empty.when)",
                at: syntax.location,
                help: "the rung would escalate to nobody; name "
                    + "somebody who is there, or give the duty another ladder")
        }

        private mutating func raise(
            _ rung: RungSyntax, _ duty: DutySyntax, _ entry: StepTree.Entry
        ) {
            guard let raise = rung.raise, let accountable = duty.accountable,
                !told.contains(raise.location)
            else { return }
            let lonely = cases.all(accountable, at: entry).first { one in
                one.people.count == 1 && organization.chain(above: one.people[0]).isEmpty
            }
            guard let lonely else { return }
            tell(
                "nobody stands above `\(lonely.people[0].id)`, who is accountable for "
                    + "`\(entry.id)`\(lonely.when)",
                at: raise.location,
                help: "notify somebody by name, or give the duty another ladder")
        }

        /// Whom it means is told where the duty says it.
        private func isPart(_ syntax: ExpressionSyntax) -> Bool {
            ["responsible", "accountable", "supervisor"].contains(syntax.text)
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

extension StepTree {
    /// From whom the events of a step must come.
    fileprivate func senders(at entry: Entry) -> [PeopleSyntax] {
        let patterns: [PatternSyntax?] =
            switch entry.syntax.verb {
            case .receive(let receive): [receive.pattern]
            case .foreach(let loop): [loop.addition?.pattern]
            case .scope(let scope):
                scope.handlers.map { handler in
                    if case .event(let pattern) = handler.trigger { pattern } else { nil }
                }
            default: []
            }
        return patterns.compactMap { $0?.from }
    }
}

extension WorkflowContext {
    /// The fields of inputs, variables and forms.
    fileprivate var everyField: [FieldSyntax] {
        let own = tree.entries.flatMap(\.syntax.variables)
        let inline = statedDuties.flatMap { duty -> [FieldSyntax] in
            if case .inline(let fields) = duty.form { fields } else { [] }
        }
        return workflow.inputs + workflow.variables + own
            + workflow.forms.flatMap(\.value) + inline
    }
}
