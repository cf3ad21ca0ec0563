import OnusCEL
import OnusModel

/// What has surely finished where conditions have told how another step ended: of the ways there,
/// only those count on which that step ended so.
///
/// WHY: what is certain at a place is worked out for all ways at once; this is asked only about a
/// step that an expression names and that may not have run on some of them. It looks at steps of one
/// list alone, which follow one another.
struct OutcomeWays: Sendable {
    /// Where conditions have turned out so.
    struct Moment: Sendable {
        let node: FlowGraph.Node
        let list: Int
        let known: [Assumption]
    }

    private let workflow: WorkflowContext
    private let graph: FlowGraph
    /// By step: the ways that are taken only where it ended with one of some outcomes.
    private var bound: [Int: [(way: Int, words: Set<String>)]] = [:]

    init(_ workflow: WorkflowContext, _ graph: FlowGraph) {
        (self.workflow, self.graph) = (workflow, graph)
        for (way, edge) in graph.edges.enumerated() {
            for assumption in edge.known where assumption.beside == nil {
                for (step, words) in outcomes(assumption.condition, assumption.holds) {
                    bound[step, default: []].append((way, words))
                }
            }
        }
    }

    /// Whether a step has finished.
    func surelyFinished(_ step: Int, at moment: Moment) -> Bool {
        isOnEveryWay(graph.waysBehind(step), from: [], step, moment)
    }

    /// Whether it has handed on what its task and its form give as well.
    func surelyGave(_ step: Int, at moment: Moment) -> Bool {
        let ways = graph.waysBehind(step)
        let given = ways.filter { way in
            if case .ends(_, isGiven: false) = graph.edges[way].way { false } else { true }
        }
        return isOnEveryWay(given, from: ways.subtracting(given), step, moment)
    }

    /// - Parameter also: ways behind which one of the others must come as well.
    private func isOnEveryWay(
        _ ways: Set<Int>, from also: Set<Int>, _ step: Int, _ moment: Moment
    ) -> Bool {
        let entries = workflow.tree.entries
        guard !moment.known.isEmpty, entries[step].list == moment.list, !ways.isEmpty,
            !isUndoing(moment.node), isInOrder(moment.list)
        else { return false }
        return moment.known.flatMap { outcomes($0.condition, $0.holds) }.contains { asked, words in
            guard asked != step, entries[asked].list == moment.list,
                FlowGraph.Node.enter(asked) != moment.node
            else { return false }
            let ends = graph.waysBehind(asked)
            let taken = ends.filter { way in
                if case .ends(let outcome, _) = graph.edges[way].way {
                    words.contains(outcome)
                } else {
                    true
                }
            }
            let starts = taken.union(also).map { graph.edges[$0].to }
            // What is taken only where its last word was another one.
            let others = (bound[asked] ?? []).filter { $0.words.isDisjoint(with: words) }
            let closed = ways.union(ends).union(others.map(\.way))
            return !WaysWithout(closed, from: starts, in: graph).reaches(moment.node)
        }
    }

    private func isUndoing(_ node: FlowGraph.Node) -> Bool {
        guard let step = node.step else { return false }
        return workflow.tree.entries.contains {
            $0.syntax.undo?.value == workflow.tree.entries[step].id
        }
    }

    /// Whether the steps of a list follow one another over all its passes.
    private func isInOrder(_ list: Int) -> Bool {
        workflow.tree.enclosing(list).allSatisfy { list in
            switch workflow.tree.lists[list].kind {
            case .workflow, .round, .choice, .locked: true
            case .branch, .item, .scope, .handler: false
            }
        }
    }

    /// The steps of which a condition tells that they have ended, with what they can have ended.
    private func outcomes(_ outline: Outline, _ holds: Bool) -> [(step: Int, words: Set<String>)] {
        switch outline {
        case .not(let term): return outcomes(term, !holds)
        case .and(let terms) where holds, .or(let terms) where !holds:
            return terms.flatMap { outcomes($0, holds) }
        default:
            guard let read = OutcomeRead(outline), let step = workflow.tree[read.step]?.index
            else { return [] }
            let isOneOf = read.isOneOf == holds
            if let fallback = read.fallback, read.words.contains(fallback) == isOneOf { return [] }
            let all = Set(workflow.endings(of: step).map(\.outcome))
            return [(step, isOneOf ? read.words : all.subtracting(read.words))]
        }
    }
}
