import OnusCEL

/// Which steps have certainly finished when something of a step is worked out, and what else is
/// certain then.
///
/// What has finished once counts for ever: on a second pass expressions see the result of the last
/// one until the next is there. What a duty hands on besides its outcome is certain only where the
/// last word was people's: a duty that a ladder decided has no outputs.
///
/// A condition on the way tells more: `has(steps.x)` that x has finished, `steps.x.outcome` that it
/// is what people gave. And what is certain when an input says so is certain wherever the same is
/// asked of the input again.
///
/// An incident whose owner skips a step leaves it without a result; that is the owner's doing and
/// is not considered.
package struct CertainSteps: Sendable {
    /// By a node's raw value; nil where no run comes.
    private var certainty: [StepSet?] = []
    /// By step: what is certain behind its `if`.
    private var inside: [Int: StepSet] = [:]
    /// By step: what is certain when each case of a `switch` is looked at.
    private var cases: [Int: [StepSet?]] = [:]
    /// By list: what is certain as long as it goes on.
    private var beside: [Int: StepSet] = [:]
    private let facts: Facts
    private let everything: StepSet
    /// What is asked where an expression asks more itself; nil of no workflow.
    private let more: More?

    init(
        _ workflow: WorkflowContext, _ graph: FlowGraph, _ reach: Reach,
        _ conditions: FlowConditions
    ) {
        var analysis = CertaintyAnalysis(workflow, graph, reach, conditions)
        analysis.solve()
        facts = analysis.facts
        everything = analysis.everything.always
        certainty = analysis.certainty.map { $0?.always }
        let solved = analysis
        let ways = OutcomeWays(workflow, graph)
        more = More(
            conditions: conditions, lists: workflow.tree.entries.map(\.list),
            certain: { solved.certain(at: $0, knowing: $1) },
            isFinished: { ways.surelyFinished($0, at: $1) },
            isGiven: { ways.surelyGave($0, at: $1) })
        for entry in workflow.tree.entries {
            let node = FlowGraph.Node.enter(entry.index)
            if entry.syntax.condition != nil {
                inside[entry.index] = analysis.certain(
                    at: node, knowing: conditions.entering(entry.index))
            }
            if case .scope = entry.syntax.verb, let list = entry.lists.first {
                beside[list] = analysis.certain(beside: list, of: entry.index)
            }
            guard case .switch(let choices) = entry.syntax.verb else { continue }
            cases[entry.index] = choices.indices.map {
                analysis.certain(at: node, knowing: conditions.reaching($0, of: entry.index))
            }
        }
    }

    /// Of no workflow.
    init() {
        facts = Facts(steps: 0)
        everything = StepSet(size: 0)
        more = nil
    }

    /// Whether a step has surely finished when another one is entered, before its `if`.
    package func hasFinished(_ step: Int, before other: Int) -> Bool {
        at(.condition(of: other)).hasFinished(step)
    }

    /// Whether a step has surely handed on all that its task and its form give, when another one
    /// is entered.
    package func hasOutputs(_ step: Int, before other: Int) -> Bool {
        at(.condition(of: other)).hasOutputs(step)
    }

    /// Whether a step has surely finished when another one does its work, behind its `if`.
    package func hasFinished(_ step: Int, inside other: Int) -> Bool {
        at(.step(other)).hasFinished(step)
    }

    package func hasOutputs(_ step: Int, inside other: Int) -> Bool {
        at(.step(other)).hasOutputs(step)
    }

    /// Whether a step has surely finished when the `outputs` of a block, which see the steps inside
    /// it, are worked out as it ends.
    package func hasFinished(_ step: Int, atEndOf block: Int) -> Bool {
        at(.end(of: block)).hasFinished(step)
    }

    /// The same for what is worked out as a list ends.
    package func hasFinished(_ step: Int, atEndOfList list: Int) -> Bool {
        at(Site.over(list: list)).hasFinished(step)
    }

    /// Whether a `set` has surely bound a variable of the workflow when a step is entered.
    package func isSet(_ variable: String, before step: Int) -> Bool {
        at(.condition(of: step)).isSet(variable, of: nil)
    }

    /// Whether the conditions on all ways to a node say that no run comes there.
    func isRuledOut(_ node: FlowGraph.Node) -> Bool { at(node).isImpossible }

    /// The same for the work of a step, behind its `if`.
    func isRuledOut(inside step: Int) -> Bool { at(.step(step)).isImpossible }

    /// Everything that is certain where an expression stands.
    func at(_ site: Site) -> Certain {
        switch site {
        case .start, .workflow: return Certain(set: nil, facts: facts)
        case .condition(let step): return at(.enter(step))
        case .step(let step):
            return inside[step].map { certain($0, behind: site) } ?? at(.enter(step))
        case .choice(let index, let step):
            guard let found = cases[step], found.indices.contains(index) else {
                return at(.enter(step))
            }
            return certain(found[index] ?? everything)
        case .end(let block): return at(.finish(block))
        case .over(let list): return at(FlowGraph.Node.over(list: list))
        case .beside(let list): return certain(beside[list] ?? everything)
        }
    }

    /// Everything that is certain where an expression stands, as soon as conditions in it have turned
    /// out so.
    func at(_ site: Site, knowing answers: [(condition: Outline, holds: Bool)]) -> Certain {
        guard let more, let (node, known, list) = place(of: site) else { return at(site) }
        let asked = answers.map {
            Assumption(condition: $0.condition, holds: $0.holds, list: list)
        }
        let moment = OutcomeWays.Moment(node: node, list: list, known: known + asked)
        return Certain(
            set: more.certain(node, known + asked) ?? everything, facts: facts, more: more,
            moment: moment)
    }

    /// Everything is certain where no run comes, so that only one mistake is told.
    private func at(_ node: FlowGraph.Node) -> Certain {
        certain(certainty[node.rawValue] ?? everything)
    }

    private func certain(_ set: StepSet) -> Certain { Certain(set: set, facts: facts) }

    /// What is certain behind conditions, with what follows from how they say that steps ended.
    private func certain(_ set: StepSet, behind site: Site) -> Certain {
        guard let more, let (node, known, list) = place(of: site) else { return certain(set) }
        let moment = OutcomeWays.Moment(node: node, list: list, known: known)
        return Certain(set: set, facts: facts, more: more, moment: moment)
    }

    /// Where a run is when an expression is worked out, and what it has asked by then; nil where that
    /// is no single place.
    private func place(
        of site: Site
    ) -> (node: FlowGraph.Node, known: [Assumption], list: Int)? {
        guard let more else { return nil }
        func list(of step: Int) -> Int { more.lists[step] }
        return switch site {
        case .start, .workflow, .beside: nil
        case .condition(let step): (.enter(step), [], list(of: step))
        case .step(let step): (.enter(step), more.conditions.entering(step), list(of: step))
        case .choice(let index, let step):
            (.enter(step), more.conditions.reaching(index, of: step), list(of: step))
        case .end(let block): (.finish(block), [], list(of: block))
        case .over(let list): (.over(list: list), [], list)
        }
    }
}

/// What is certain where more is asked.
private struct More: Sendable {
    let conditions: FlowConditions
    /// Of each step that in which it stands.
    let lists: [Int]
    // WHY: what these ask holds the workflow, which holds what comes of it.
    let certain: @Sendable (FlowGraph.Node, [Assumption]) -> StepSet?
    let isFinished: @Sendable (Int, OutcomeWays.Moment) -> Bool
    let isGiven: @Sendable (Int, OutcomeWays.Moment) -> Bool
}

/// What is certain where an expression stands.
struct Certain {
    /// Nil where nothing is.
    fileprivate let set: StepSet?
    fileprivate let facts: Facts
    fileprivate var more: More?
    fileprivate var moment: OutcomeWays.Moment?

    func hasFinished(_ step: Int) -> Bool {
        holds(facts.finished(step)) || moment.flatMap { more?.isFinished(step, $0) } ?? false
    }

    func hasOutputs(_ step: Int) -> Bool {
        holds(facts.given(step)) || moment.flatMap { more?.isGiven(step, $0) } ?? false
    }

    func isSet(_ variable: String, of owner: Int?) -> Bool {
        holds(facts.number(.variable(variable, of: owner)))
    }

    /// Whether the last pass of a step, if there was one, surely ended with another outcome.
    func isNot(_ step: Int, _ outcome: String) -> Bool {
        holds(facts.number(.isNot(step, outcome)))
    }

    var isImpossible: Bool { holds(facts.impossible) }

    /// Optional inputs and fields that a condition has asked for.
    var present: Set<[String]> {
        Set(facts.paths.lazy.filter { holds($0.number) }.map(\.path))
    }

    private func holds(_ fact: Int?) -> Bool {
        guard let set, let fact else { return false }
        return set.contains(fact)
    }
}
