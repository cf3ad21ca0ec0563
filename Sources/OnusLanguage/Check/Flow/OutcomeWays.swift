import OnusCEL
import OnusModel

/// What has surely finished behind an `if` that asks how another step has ended: of the ways to it,
/// only those count on which that step ended so.
///
/// WHY: what is certain at a place is worked out for all ways at once; this is asked only about a
/// step that an expression names and that may not have run on some of them. It looks at the
/// workflow's own list alone, whose steps follow one another.
struct OutcomeWays: Sendable {
    private let workflow: WorkflowContext
    private var graph: FlowGraph { workflow.flow.graph }

    init(_ workflow: WorkflowContext) { self.workflow = workflow }

    /// Whether a step has finished when another one does its work.
    func surelyFinished(_ step: Int, inside other: Int) -> Bool {
        let ways = workflow.finishing(step).ways
        return isOnEveryWay(ways, from: [], step, other)
    }

    /// Whether it has handed on what its task and its form give as well.
    func surelyGave(_ step: Int, inside other: Int) -> Bool {
        let ways = workflow.finishing(step).ways
        let given = ways.filter { way in
            if case .ends(_, isGiven: false) = graph.edges[way].way { false } else { true }
        }
        return isOnEveryWay(given, from: ways.subtracting(given), step, other)
    }

    /// - Parameter also: ways behind which one of the others must come as well.
    private func isOnEveryWay(
        _ ways: Set<Int>, from also: Set<Int>, _ step: Int, _ other: Int
    ) -> Bool {
        let entries = workflow.tree.entries
        guard entries[step].list == 0, entries[other].list == 0, !ways.isEmpty,
            !entries.contains(where: { $0.syntax.undo?.value == entries[other].id }),
            let condition = entries[other].syntax.condition.flatMap(FlowConditions.outline)
        else { return false }
        return outcomes(condition, true).contains { asked, words in
            guard asked != step, asked != other, entries[asked].list == 0 else { return false }
            let ends = workflow.finishing(asked).ways
            let taken = ends.filter { way in
                if case .ends(let outcome, _) = graph.edges[way].way {
                    words.contains(outcome)
                } else {
                    true
                }
            }
            let starts = taken.union(also).map { graph.edges[$0].to }
            return !WaysWithout(ways.union(ends), from: starts, in: graph)
                .reaches(.enter(other))
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
