import OnusModel

/// Where a run can go: every step and every list of steps, and all ways between them.
///
/// A step has two nodes, one as it is entered and one as it has finished; a list has one at its
/// start and one when it is over. A run that is in several branches at once is at several nodes.
/// A way that some condition may allow is there; what is known when it is taken stands at it.
package struct FlowGraph: Sendable {
    /// Where a run can be.
    package struct Node: Sendable, Hashable {
        let rawValue: Int
        package static func enter(_ step: Int) -> Node { Node(rawValue: 4 * step) }
        package static func finish(_ step: Int) -> Node { Node(rawValue: 4 * step + 1) }
        package static func start(list: Int) -> Node { Node(rawValue: 4 * list + 2) }
        package static func over(list: Int) -> Node { Node(rawValue: 4 * list + 3) }

        /// The step that is entered or has finished here.
        package var step: Int? { rawValue & 2 == 0 ? rawValue / 4 : nil }
        package var isEnter: Bool { rawValue & 3 == 0 }
        package var isFinish: Bool { rawValue & 3 == 1 }
        package var isStart: Bool { rawValue & 3 == 2 }
        /// The list that begins here.
        var startedList: Int? { isStart ? rawValue / 4 : nil }
        /// The list that is over here.
        package var overList: Int? { rawValue & 3 == 3 ? rawValue / 4 : nil }
    }

    /// Why there is a way from one node to another.
    package enum Way: Sendable, Hashable {
        /// Into a list, to its first step, or on to the next step.
        case goes
        /// The step does what it does.
        case works
        /// The next round of a `repeat`.
        case repeats(isBounded: Bool)
        /// A `withdraw` somewhere takes the step back, and its list is over.
        case withdrawn
        /// The step's `if` is false.
        case skips
        /// The case of a switch that leads somewhere; the switch has finished.
        case chooses
        /// The duty ended with an outcome; `isGiven` tells that people gave it, and with it all
        /// that the task and its form hand on.
        case ends(outcome: String, isGiven: Bool)
        /// An error that is caught somewhere; raised before the step counts its pass, or after.
        case catches(error: String, beforePass: Bool)
    }

    package struct Edge: Sendable {
        package let from: Node
        package let to: Node
        package let way: Way
        /// The target that the author wrote; nil where the way is not written.
        package let written: SourceLocation?
        /// What is known when the way is taken.
        package let known: [Assumption]
    }

    /// How many of the lists of a `parallel` must be over before it has finished.
    package struct Join: Sendable {
        /// Those that run in any case.
        package let always: [Int]
        /// Those with a `when`.
        package let sometimes: [Int]
        /// Nil: all that were begun.
        package let count: Int?
        /// Whether what is still open goes on beside the steps that follow.
        package let goesOn: Bool
        /// A condition decides, so that nothing is sure.
        package let isOpen: Bool

        package var lists: [Int] { always + sometimes }

        /// Those that are surely over when the step has finished, when only some lists can come to
        /// their ends.
        package func required(_ canBeOver: (Int) -> Bool) -> [Int] {
            waitsForAll(canBeOver) ? always.filter(canBeOver) : []
        }

        /// Whether all that have begun are over when the step has finished.
        func waitsForAll(_ canBeOver: (Int) -> Bool) -> Bool {
            !isOpen && (count.map { $0 >= lists.count(where: canBeOver) } ?? true)
        }

        /// Whether it can finish when only some lists can come to their ends.
        package func canFinish(_ isOver: (Int) -> Bool) -> Bool {
            if isOpen || always.allSatisfy(isOver) { return true }
            guard let count else { return false }
            return lists.count(where: isOver) >= count
        }
    }

    package private(set) var edges: [Edge] = []
    /// Indices of the edges that leave a node, by its raw value.
    package private(set) var leaving: [[Int]]
    /// From which the run comes to its end.
    package private(set) var exits: Set<Node> = []
    /// By the step's index.
    package private(set) var joins: [Int: Join] = [:]
    /// The steps that lists belong to which run beside others: each waits for those at its end.
    package private(set) var owners: [Int: Int] = [:]

    /// By the index of a step that compensates others: which ones.
    package private(set) var undoing: [Int: [Int]] = [:]

    init(size: Int) { leaving = Array(repeating: [], count: 4 * size) }

    mutating func add(
        _ from: Node, _ to: Node, _ way: Way = .goes, written: SourceLocation? = nil,
        known: [Assumption] = []
    ) {
        leaving[from.rawValue].append(edges.count)
        edges.append(Edge(from: from, to: to, way: way, written: written, known: known))
    }

    mutating func add(undoing step: Int, of other: Int) {
        undoing[step, default: []].append(other)
        exits.insert(.finish(step))
    }

    mutating func addExit(_ node: Node) { exits.insert(node) }

    mutating func add(_ join: Join, of step: Int) { joins[step] = join }

    /// At its end the list waits for the others of the step.
    mutating func addWaiting(list: Int, in step: Int) { owners[list] = step }

    /// The same without the ways that an error takes.
    var withoutCatches: FlowGraph {
        keeping { edge in
            if case .catches = edge.way { false } else { true }
        }
    }

    /// The same with no way on from some nodes.
    func without(_ nodes: Set<Node>) -> FlowGraph { keeping { !nodes.contains($0.from) } }

    private func keeping(_ isKept: (Edge) -> Bool) -> FlowGraph {
        var graph = self
        graph.edges = []
        graph.leaving = Array(repeating: [], count: leaving.count)
        for edge in edges where isKept(edge) {
            graph.add(edge.from, edge.to, edge.way, written: edge.written)
        }
        return graph
    }

    package func edges(from node: Node) -> some Sequence<Edge> {
        leaving[node.rawValue].lazy.map { edges[$0] }
    }

    /// How many nodes there may be; each has a raw value below it.
    package var size: Int { leaving.count }
}
