import OnusCatalog
import OnusModel
import OnusPlugin
import OnusValues

/// Who can do what in one workflow, held against an organisation: what the roles give, and people
/// who could do everything in one run.
package struct StaffingReport: Sendable {
    /// Whom a role gives.
    package struct Role: Sendable {
        package var name: String
        /// In each case; a single one without words where it is always the same. Empty where only a
        /// run knows.
        package var cases: [(when: String?, people: [Person])]
    }

    /// Who could take one part.
    package struct Part: Sendable {
        /// `start`, or the step's id.
        package var name: String
        package var isVerifier: Bool
        package var people: [Person]
    }

    package var workflow: String
    package var roles: [Role] = []
    /// The case for which the witness is; nil where there is only one.
    package var when: String?
    /// Nobody in it does two things that are kept apart. Nil where there is none.
    package var witness: [Part]?
    /// The steps of which only a run knows who does them.
    package var open: [String] = []

    /// Nil without an organisation.
    package init?(_ syntax: WorkflowSyntax, _ catalog: Catalog, _ surroundings: Surroundings) {
        let context = WorkflowCheck.context(
            of: syntax, StepTree(syntax), catalog, surroundings)
        guard let staffing = context.staffing else { return nil }
        workflow = syntax.name.value
        roles = syntax.roles.map { Role($0, staffing) }
        witness(staffing)
    }

    /// The posts as they stand in the text.
    private func inOrder(_ staffing: Staffing) -> [Int] {
        func line(_ post: Int) -> Int {
            staffing.posts[post].step.map {
                staffing.workflow.tree.entries[$0].syntax.id.location.line
            } ?? 0
        }
        return staffing.posts.indices.sorted { (line($0), $0) < (line($1), $1) }
    }

    private mutating func witness(_ staffing: Staffing) {
        let outlines = staffing.posts.flatMap { [$0.outline] + $0.excluded }
        let all = staffing.situations.all(for: outlines) ?? []
        let situation = all.first ?? Situation(starter: staffing.situations.starters?.first)
        when = all.count > 1 ? situation.text : nil
        var parts: [Int: [Person]] = [:]
        for group in staffing.groups {
            guard case .people(let found) = Round(staffing, group, situation).answer() else {
                return
            }
            parts.merge(found.mapValues { staffing.persons($0) }) { first, _ in first }
        }
        witness = inOrder(staffing).compactMap { index in
            parts[index].map {
                Part(
                    name: staffing.posts[index].name,
                    isVerifier: staffing.posts[index].part == .verifier, people: $0)
            }
        }
        open = inOrder(staffing).filter { parts[$0] == nil && staffing.posts[$0].step != nil }
            .map { staffing.posts[$0].name }
    }
}

extension StaffingReport.Role {
    fileprivate init(_ role: Named<PeopleSyntax>, _ staffing: Staffing) {
        name = role.name.value
        let outline = staffing.sources.writtenOut(role.value)
        cases = (staffing.situations.all(for: [outline]) ?? []).compactMap { situation in
            KnownPeople(organization: staffing.organization, situation)
                .people(outline.settled(situation.truths)).map { (situation.text, $0) }
        }
        if let first = cases.first, cases.allSatisfy({ $0.people == first.people }) {
            cases = [(nil, first.people)]
        }
    }
}

extension StaffingReport {
    package var document: Value {
        func names(_ people: [Person]) -> Value { .list(people.map { .string($0.id) }) }
        return [
            "workflow": .string(workflow),
            "roles": .list(
                roles.map { role in
                    [
                        "role": .string(role.name), "known": .bool(!role.cases.isEmpty),
                        "cases": .list(
                            role.cases.map {
                                [
                                    "when": $0.when.map { .string($0) } ?? .null,
                                    "people": names($0.people),
                                ]
                            }),
                    ]
                }),
            "when": when.map { .string($0) } ?? .null,
            "witness": witness.map { parts in
                .list(
                    parts.map { part in
                        [
                            "step": .string(part.name),
                            "part": .string(
                                part.isVerifier
                                    ? "verifier" : part.name == "start" ? "starter" : "responsible"),
                            "people": names(part.people),
                        ]
                    })
            } ?? .null,
            "only_a_run_knows": .list(open.map { .string($0) }),
        ]
    }
}
