import OnusCEL
import OnusModel
import OnusPlugin

/// Something that has steps looked at again and again.
struct InspectionSchedule {
    let name: String
    let location: SourceLocation
    /// The step at which the handler stands; nil for a workflow that is started again and again.
    private let owner: Int?
    private let subjects: [InspectedStep]
    private let workflow: WorkflowContext

    /// The handlers of a workflow that do so.
    static func all(of workflow: WorkflowContext) -> [InspectionSchedule] {
        let tree = workflow.tree
        return tree.lists.compactMap { list in
            guard case .handler(let handler) = list.kind, let owner = list.owner,
                case .every = handler.trigger
            else { return nil }
            let subjects = tree.entries.filter { tree.isIn($0, list: list.index) }
                .flatMap { workflow.lookedAt(by: $0) }
            guard !subjects.isEmpty else { return nil }
            return InspectionSchedule(
                name: handler.id.value, location: handler.triggerLocation, owner: owner,
                subjects: subjects.map { InspectedStep($0, workflow) }, workflow: workflow)
        }
    }

    /// Workflows that are started again and again, and whose runs do so.
    static func started(among workflows: [WorkflowContext]) -> [InspectionSchedule] {
        workflows.compactMap { workflow in
            let subjects = workflow.tree.entries.flatMap { workflow.lookedAt(by: $0) }
            guard let schedule = workflow.workflow.startedEvery, !subjects.isEmpty else {
                return nil
            }
            return InspectionSchedule(
                name: workflow.workflow.name.value, location: schedule.location, owner: nil,
                subjects: subjects.map { InspectedStep($0, workflow) },
                workflow: workflow)
        }
    }

    /// Of one scope, of scopes inside each other, or of branches beside each other.
    func runs(beside other: InspectionSchedule) -> Bool {
        guard let owner, let twin = other.owner else { return true }
        let tree = workflow.tree
        if tree.isInside(owner, twin) || tree.isInside(twin, owner) { return true }
        let ones = tree.enclosing(tree.entries[owner].list)
        let others = tree.enclosing(tree.entries[twin].list)
        guard let common = ones.first(where: others.contains) else { return false }
        let branches = [ones, others].compactMap { lists in
            lists.firstIndex(of: common).flatMap { $0 > 0 ? lists[$0 - 1] : nil }
        }
        let owners = Set(branches.compactMap { tree.lists[$0].owner })
        guard branches.count == 2, branches[0] != branches[1], owners.count == 1,
            let step = owners.first, case .parallel = tree.entries[step].syntax.verb
        else { return false }
        return true
    }

    /// What both look at: a step, the people of two, or their unit.
    func shared(with other: InspectionSchedule) -> String? {
        for subject in subjects {
            for twin in other.subjects {
                if let inner = subject.common(twin) { return "`\(inner)`" }
                if subject.haveSameWords(twin) {
                    let both = "\(twin.name(beside: subject)) and \(subject.name(beside: twin))"
                    return "the people of \(both)"
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
