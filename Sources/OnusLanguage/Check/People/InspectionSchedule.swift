import OnusCEL
import OnusModel
import OnusPlugin

/// Something that has steps looked at again and again.
struct InspectionSchedule {
    let name: String
    let location: SourceLocation
    /// The step at which the handler stands.
    private let owner: Int
    /// The steps that are looked at.
    private let subjects: [Subject]
    private let workflow: WorkflowContext

    /// The handlers of a workflow that do so.
    static func all(of workflow: WorkflowContext) -> [InspectionSchedule] {
        let tree = workflow.tree
        let sources = PeopleSources(workflow.workflow)
        return tree.lists.compactMap { list in
            guard case .handler(let handler) = list.kind, let owner = list.owner,
                case .every = handler.trigger
            else { return nil }
            let subjects = tree.entries.filter { tree.isIn($0, list: list.index) }
                .flatMap { workflow.lookedAt(by: $0) }
            guard !subjects.isEmpty else { return nil }
            return InspectionSchedule(
                name: handler.id.value, location: handler.triggerLocation, owner: owner,
                subjects: subjects.map { Subject($0, workflow, sources) }, workflow: workflow)
        }
    }

    /// Of one scope, of scopes inside each other, or of branches beside each other.
    func runs(beside other: InspectionSchedule) -> Bool {
        let tree = workflow.tree
        if tree.isInside(owner, other.owner) || tree.isInside(other.owner, owner) { return true }
        let ones = tree.enclosing(tree.entries[owner].list)
        let others = tree.enclosing(tree.entries[other.owner].list)
        guard let common = ones.first(where: others.contains) else { return false }
        let branches = [ones, others].compactMap { lists in
            lists.firstIndex(of: common).flatMap { $0 > 0 ? lists[$0 - 1] : nil }
        }
        let owners = Set(branches.compactMap { tree.lists[$0].owner })
        guard branches.count == 2, branches[0] != branches[1], owners.count == 1,
            let owner = owners.first, case .parallel = tree.entries[owner].syntax.verb
        else { return false }
        return true
    }

    /// What both look at: a step, the people of two, or their unit.
    func shared(with other: InspectionSchedule) -> String? {
        for subject in subjects {
            for twin in other.subjects {
                if let inner = subject.common(twin) { return "`\(inner)`" }
                if subject.haveSameWords(twin) {
                    return "the people of `\(twin.id)` and `\(subject.id)`"
                }
            }
        }
        for subject in subjects {
            for twin in other.subjects {
                if let people = subject.people(with: twin) { return people }
            }
        }
        return nil
    }
}

/// A step that is looked at.
private struct Subject {
    let id: String
    /// The step, with all duties inside it that are not themselves inspections.
    private let steps: [StepTree.Entry]
    private let workflow: WorkflowContext
    private let sources: PeopleSources

    init(_ entry: StepTree.Entry, _ workflow: WorkflowContext, _ sources: PeopleSources) {
        id = entry.id
        self.workflow = workflow
        self.sources = sources
        let tree = workflow.tree
        steps = tree.entries.filter { inner in
            inner.index == entry.index
                || tree.isInside(inner.index, entry.index) && workflow.duties[inner.index] != nil
                    && workflow.lookedAt(by: inner).isEmpty
        }
    }

    /// A step that is looked at with both.
    func common(_ other: Subject) -> String? {
        let others = Set(other.steps.map(\.index))
        return steps.first { others.contains($0.index) }?.id
    }

    private var responsible: [PeopleSyntax] {
        steps.compactMap { entry in
            guard case .task = entry.syntax.verb else { return nil }
            return workflow.duties[entry.index]?.responsible
        }
    }

    func haveSameWords(_ other: Subject) -> Bool {
        let words = responsible.map { $0.expressions.map(\.text).sorted() }
        let others = other.responsible.map { $0.expressions.map(\.text).sorted() }
        return words.contains(where: others.contains)
    }

    /// The people or the unit of both, in the first situation in which there are any.
    func people(with other: Subject) -> String? {
        guard let organization = workflow.surroundings.organization else { return nil }
        let outlines = responsible.map { sources.writtenOut($0) }
        let others = other.responsible.map { other.sources.writtenOut($0) }
        let all = Situations(workflow, sources).all(for: outlines + others) ?? []
        for situation in all {
            let known = KnownPeople(organization: organization, situation)
            func look(_ outlines: [Outline]) -> [Person] {
                outlines.flatMap { known.people($0.settled(situation.truths)) ?? [] }
            }
            let (people, twins) = (look(outlines), look(others))
            let when = all.count > 1 ? situation.text.map { " when \($0)" } ?? "" : ""
            if let person = people.first(where: twins.contains) {
                return "the work of `\(person.id)` on `\(other.id)` and `\(id)`\(when)"
            }
            let units = Set(twins.compactMap { organization.member($0)?.unit })
            let unit = people.lazy.compactMap { organization.member($0)?.unit }
                .first(where: units.contains)
            if let unit {
                return "the work of the unit `\(unit)` on `\(other.id)` and `\(id)`\(when)"
            }
        }
        return nil
    }
}

extension WorkflowContext {
    /// The steps that a step has people look at.
    fileprivate func lookedAt(by entry: StepTree.Entry) -> [StepTree.Entry] {
        guard case .task(let task) = entry.syntax.verb, let facts = tasks[entry.index] else {
            return []
        }
        return task.parameters.filter { facts.subjects.contains($0.name.value) }.compactMap {
            $0.value.scalar.flatMap { tree[$0.text] }
        }
    }
}
