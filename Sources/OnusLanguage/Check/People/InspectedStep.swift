import OnusCEL
import OnusModel
import OnusPlugin

/// A step that is looked at.
struct InspectedStep {
    private let id: String
    /// The step, with all duties inside it that are not themselves inspections.
    private let steps: [StepTree.Entry]
    private let workflow: WorkflowContext
    private let sources: PeopleSources

    init(_ entry: StepTree.Entry, _ workflow: WorkflowContext) {
        id = entry.id
        self.workflow = workflow
        sources = workflow.sources
        let tree = workflow.tree
        steps = tree.entries.filter { inner in
            inner.index == entry.index
                || tree.isInside(inner.index, entry.index) && workflow.duties[inner.index] != nil
                    && workflow.lookedAt(by: inner).isEmpty
        }
    }

    /// A step that is looked at with both.
    func common(_ other: InspectedStep) -> String? {
        guard isBeside(other) else { return nil }
        let others = Set(other.steps.map(\.index))
        return steps.first { others.contains($0.index) }?.id
    }

    /// How a message about both calls it.
    func name(beside other: InspectedStep) -> String {
        isBeside(other) ? "`\(id)`" : "`\(id)` of `\(workflow.workflow.name.value)`"
    }

    private var responsible: [PeopleSyntax] {
        steps.compactMap { entry in
            guard case .task = entry.syntax.verb else { return nil }
            return workflow.duties[entry.index]?.responsible
        }
    }

    private func isBeside(_ other: InspectedStep) -> Bool {
        other.workflow.workflow.name.value == workflow.workflow.name.value
    }

    /// Whether the same words stand for those who do them, whoever these are.
    func haveSameWords(_ other: InspectedStep) -> Bool {
        let words = Set(responsible.map { sources.writtenOut($0) })
        let others = other.responsible.map { other.sources.writtenOut($0) }
        let isOne = isBeside(other)
        return others.contains { outline in
            words.contains(outline)
                && (isOne || outline.conditions.isEmpty && outline.paths.isEmpty)
        }
    }

    /// The people or the unit of both, in the first situation in which there are any.
    func people(with other: InspectedStep) -> String? {
        guard let organization = workflow.surroundings.organization else { return nil }
        let both = "\(other.name(beside: self)) and \(name(beside: other))"
        let outlines = responsible.map { sources.writtenOut($0) }
        let others = other.responsible.map { other.sources.writtenOut($0) }
        let isOne = isBeside(other)
        let situations = workflow.situations.all(for: outlines + (isOne ? others : []))
        for situation in situations ?? [] {
            let people = look(outlines, situation, organization)
            let twins =
                isOne
                ? look(others, situation, organization) : other.everybody(others, organization)
            let when = isOne ? situation.text.map { " when \($0)" } ?? "" : ""
            if let person = people.first(where: twins.contains) {
                return "the work of `\(person.id)` on \(both)\(when)"
            }
            let units = Set(twins.compactMap { organization.member($0)?.unit })
            let unit = people.lazy.compactMap { organization.member($0)?.unit }
                .first(where: units.contains)
            if let unit {
                return "the work of the unit `\(unit)` on \(both)\(when)"
            }
        }
        return nil
    }

    private func look(
        _ outlines: [Outline], _ situation: Situation, _ organization: Organization
    ) -> [Person] {
        let known = KnownPeople(organization: organization, situation)
        return outlines.flatMap { known.people($0.settled(situation.truths)) ?? [] }
    }

    /// Those who do it in any situation.
    private func everybody(_ outlines: [Outline], _ organization: Organization) -> [Person] {
        let situations = workflow.situations.all(for: outlines) ?? []
        return situations.flatMap { look(outlines, $0, organization) }
    }
}

extension WorkflowContext {
    /// The steps that a step has people look at.
    func lookedAt(by entry: StepTree.Entry) -> [StepTree.Entry] {
        guard case .task(let task) = entry.syntax.verb, let facts = tasks[entry.index] else {
            return []
        }
        return task.parameters.filter { facts.subjects.contains($0.name.value) }.compactMap {
            $0.value.scalar.flatMap { tree[$0.text] }
        }
    }
}
