import OnusCEL
import OnusModel
import OnusPlugin

/// From where a workflow is started besides its own `start:`: by a `call`, whose run keeps its
/// initiator, or by a ladder, as the supervisor of the duty.
struct Callers {
    private enum Origin {
        case call
        case rung(supervisor: PeopleSyntax)
    }

    private let workflows: [String: WorkflowSyntax]
    /// By the workflow that is started: the one that does it.
    private var origins: [String: [(workflow: String, origin: Origin)]] = [:]

    init(_ workflows: [String: WorkflowSyntax]) {
        self.workflows = workflows
        for (name, workflow) in workflows.sorted(by: { $0.key < $1.key }) {
            let tree = StepTree(workflow)
            // WHY: who of them comes to the call, only such a condition knows.
            let isOpen = !tree.entries.contains { $0.syntax.asksForSomebody(workflow) }
            for entry in tree.entries {
                if case .call(let call) = entry.syntax.verb, isOpen {
                    origins[call.workflow.value, default: []].append((name, .call))
                }
                guard
                    let duty = tree.duty(of: entry, in: workflow)
                        ?? tree.phase(of: entry, in: workflow),
                    let supervisor = duty.supervisor
                else { continue }
                for started in workflow.started(by: duty) {
                    origins[started, default: []].append((name, .rung(supervisor: supervisor)))
                }
            }
        }
    }

    /// Those who start a workflow in these ways, each with the workflow over which they do, as far
    /// as the organisation tells.
    func starters(
        of name: String, _ organization: Organization
    ) -> [(person: Person, over: String)] {
        let known = KnownPeople(organization: organization)
        var found: [(person: Person, over: String)] = []
        var seen: Set<String> = [name]
        var waiting = origins[name] ?? []
        while let (caller, origin) = waiting.popLast() {
            guard let workflow = workflows[caller] else { continue }
            let sources = PeopleSources(workflow)
            switch origin {
            case .rung(let supervisor):
                let people = known.people(sources.writtenOut(supervisor)) ?? []
                if people.count == 1 { found.append((people[0], caller)) }
            case .call:
                guard seen.insert(caller).inserted else { continue }
                let own =
                    workflow.startedBy ?? workflow.startedOn?.person
                    ?? workflow.startedEvery?.person
                let people = own.flatMap { known.people(sources.writtenOut($0)) } ?? []
                found += people.map { ($0, caller) }
                waiting += origins[caller] ?? []
            }
        }
        return found.sorted { ($0.person.id, $0.over) < ($1.person.id, $1.over) }
    }
}

extension WorkflowSyntax {
    /// The workflows that the ladder of a duty starts.
    fileprivate func started(by duty: DutySyntax) -> [String] {
        let ladder: LadderSyntax? =
            switch duty.escalation {
            case .inline(let ladder): ladder
            case .named(let name): ladders.first { $0.name.value == name.value }
            case nil: nil
            }
        return ladder?.rungs.compactMap(\.start?.value) ?? []
    }
}

extension StepSyntax {
    /// Whether a condition reads who started the run, or a role.
    fileprivate func asksForSomebody(_ workflow: WorkflowSyntax) -> Bool {
        var conditions = [condition]
        switch verb {
        case .switch(let cases): conditions += cases.map(\.condition)
        case .parallel(let parallel): conditions += parallel.branches.map(\.condition)
        default: break
        }
        let roles = Set(workflow.roles.map(\.name.value) + ["initiator"])
        return conditions.compactMap(\.self).contains { syntax in
            guard let outline = FlowConditions.outline(syntax) else { return true }
            return outline.names.contains { $0.first.map(roles.contains) ?? false }
        }
    }
}
