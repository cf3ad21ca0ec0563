import OnusCEL

/// The conditions on which ways are taken, each read once.
struct FlowConditions: Sendable {
    /// The `if` of each step.
    private let steps: [Outline?]
    /// The `when` of each case of a `switch`, by step; nil for `otherwise`.
    private let cases: [Int: [Outline?]]
    /// The `when` of a branch or a handler and the `until` of a `repeat`, by list.
    private let lists: [Outline?]
    private let tree: StepTree

    /// WHY: each case knows of those before it, and nobody needs more of them.
    private static let mostEarlierCases = 32

    init(_ workflow: WorkflowContext) {
        tree = workflow.tree
        steps = tree.entries.map { $0.syntax.condition.flatMap(Self.outline) }
        var cases: [Int: [Outline?]] = [:]
        for entry in tree.entries {
            guard case .switch(let choices) = entry.syntax.verb else { continue }
            cases[entry.index] = choices.map { $0.condition.flatMap(Self.outline) }
        }
        self.cases = cases
        lists = tree.lists.map { list in
            switch list.kind {
            case .branch(let branch): branch.condition.flatMap(Self.outline)
            case .round(let loop): Self.outline(loop.until)
            case .handler(let handler):
                if case .condition(let condition) = handler.trigger {
                    Self.outline(condition)
                } else {
                    nil
                }
            default: nil
            }
        }
    }

    static func outline(_ syntax: ExpressionSyntax) -> Outline? {
        (try? Expression(parsing: syntax.text))?.outline
    }

    /// What is known when a step begins to work, or when it is skipped.
    func entering(_ step: Int, isSkipped: Bool = false) -> [Assumption] {
        assumptions(steps[step], !isSkipped, in: tree.entries[step].list)
    }

    /// What is known when a case of a `switch` is looked at: those before it do not apply.
    func reaching(_ index: Int, of step: Int) -> [Assumption] {
        let earlier = (cases[step] ?? []).prefix(index).suffix(Self.mostEarlierCases)
        let list = tree.entries[step].list
        return entering(step) + earlier.flatMap { assumptions($0, false, in: list) }
    }

    func choosing(_ index: Int, of step: Int) -> [Assumption] {
        let own = cases[step].flatMap { $0.indices.contains(index) ? $0[index] : nil }
        return reaching(index, of: step)
            + assumptions(own, true, in: tree.entries[step].list)
    }

    /// What is known when the list of a block begins.
    func beginning(_ list: Int) -> [Assumption] {
        guard let owner = tree.lists[list].owner else { return [] }
        // A round begins whatever its `until` will say.
        switch tree.lists[list].kind {
        case .round: return entering(owner)
        case .handler:
            let condition = lists[list].map {
                Assumption(
                    condition: $0, holds: true, list: tree.entries[owner].lists.first ?? list,
                    beside: owner)
            }
            return entering(owner) + [condition].compactMap(\.self)
        default:
            return entering(owner) + assumptions(lists[list], true, in: tree.entries[owner].list)
        }
    }

    func condition(ofList list: Int) -> Outline? { lists[list] }

    /// What is known when the last round of a `repeat` is over, or when another one follows.
    func ending(_ list: Int, isLast: Bool) -> [Assumption] {
        assumptions(lists[list], isLast, in: list)
    }

    /// What is known when a `wait` for a condition is over.
    func waited(_ condition: ExpressionSyntax, at step: Int) -> [Assumption] {
        entering(step)
            + assumptions(Self.outline(condition), true, in: tree.entries[step].list)
    }

    private func assumptions(_ outline: Outline?, _ holds: Bool, in list: Int) -> [Assumption] {
        outline.map { [Assumption(condition: $0, holds: holds, list: list)] } ?? []
    }

    /// Every condition, in the order of the text's steps.
    var all: [Outline] {
        let ofSteps = tree.entries.flatMap { entry in
            let waited: Outline? =
                if case .wait(.condition(let condition)) = entry.syntax.verb {
                    Self.outline(condition)
                } else {
                    nil
                }
            return [steps[entry.index], waited] + (cases[entry.index] ?? [])
        }
        return (ofSteps + lists).compactMap(\.self)
    }
}

/// Something that holds, or does not, when a way is taken.
package struct Assumption: Sendable {
    let condition: Outline
    let holds: Bool
    /// The list whose steps and variables its names mean, with those around it.
    let list: Int
    /// The block that goes on while the condition is looked at again and again.
    var beside: Int?
    /// Whether what is known is used in the same moment, before anything else goes on.
    var isOfTheMoment = false
}
