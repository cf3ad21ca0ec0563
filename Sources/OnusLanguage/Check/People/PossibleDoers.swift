import OnusCEL
import OnusModel
import OnusPlugin

/// Who may have done a step alone, as `steps.ID.by` gives it, where that hangs on nothing: each of
/// those who are asked, and of those whom a ladder brings in.
enum PossibleDoers {
    static func all(
        in workflow: WorkflowContext, _ sources: PeopleSources
    ) -> [[String]: [Person]] {
        guard let organization = workflow.surroundings.organization else { return [:] }
        let tree = workflow.tree
        // Who is kept from a step, or must have done another, is one of fewer.
        let listed = Set(
            workflow.workflow.separate.flatMap(\.entries).flatMap(\.parts).map(\.text)
                + workflow.workflow.together.flatMap(\.steps).map(\.value))
        // WHY: what a condition on them leaves, only it knows.
        let asked = FlowConditions(workflow).all.reduce(into: Set<[String]>()) {
            $0.formUnion($1.names)
        }
        return tree.entries.reduce(into: [:]) { found, entry in
            let path = ["steps", entry.id, "by"]
            guard let duty = workflow.duties[entry.index], duty.allocation == nil,
                !asked.contains(path), workflow.tasks[entry.index]?.bound?.leastPeople ?? 2 == 1,
                !tree.blocks(around: entry).contains(where: listed.contains),
                let people = people(of: duty, workflow, organization, sources)
            else { return }
            found[path] = people
        }
    }

    private static func people(
        of duty: DutySyntax, _ workflow: WorkflowContext, _ organization: Organization,
        _ sources: PeopleSources
    ) -> [Person]? {
        guard let responsible = duty.responsible else { return nil }
        let outline = sources.writtenOut(responsible)
        guard outline.conditions.isEmpty, outline.paths.isEmpty,
            let named = KnownPeople(organization: organization).people(outline)
        else { return nil }
        let rungs = workflow.ladder(of: duty)?.rungs ?? []
        let parts = RungPeople(duty, organization, Situation(), sources)
        let heirs = rungs.flatMap { [$0.add, $0.assign].compactMap(\.self) }
            .compactMap { people in
                RungPeople.outlines(of: [people], duty, sources).allSatisfy {
                    $0.conditions.isEmpty
                }
                    ? parts.look(people) : nil
            }
        return People(named + heirs.flatMap(\.self)).members
    }
}

extension StepTree {
    /// The ids of a step and of the blocks around it.
    fileprivate func blocks(around entry: Entry) -> [String] {
        [entry.id] + enclosing(entry.list).compactMap { lists[$0].owner.map { entries[$0].id } }
    }
}
