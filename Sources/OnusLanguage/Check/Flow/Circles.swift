/// Groups the nodes of a graph so that in each group every node leads to every other one.
///
/// Tarjan's algorithm with a stack of its own, since a text decides how long the ways are.
struct Circles {
    private let next: (Int) -> [Int]
    private var order: [Int: Int] = [:]
    private var lowest: [Int: Int] = [:]
    private var open: [Int] = []
    private var isOpen: Set<Int> = []
    /// A group stands behind all groups that it leads to.
    private(set) var groups: [[Int]] = []

    init(_ nodes: [Int], next: @escaping (Int) -> [Int]) {
        self.next = next
        for node in nodes where order[node] == nil { visit(from: node) }
    }

    private struct Visit {
        let node: Int
        var targets: ArraySlice<Int>
    }

    private mutating func visit(from root: Int) {
        var path = [begin(root)]
        while var last = path.popLast() {
            guard let target = last.targets.popFirst() else {
                close(last.node)
                if let before = path.last { lower(before.node, to: lowest[last.node]) }
                continue
            }
            path.append(last)
            if order[target] == nil {
                path.append(begin(target))
            } else if isOpen.contains(target) {
                lower(last.node, to: order[target])
            }
        }
    }

    private mutating func begin(_ node: Int) -> Visit {
        order[node] = order.count
        lowest[node] = order[node]
        open.append(node)
        isOpen.insert(node)
        return Visit(node: node, targets: next(node)[...])
    }

    private mutating func lower(_ node: Int, to value: Int?) {
        if let value, value < lowest[node] ?? .max { lowest[node] = value }
    }

    private mutating func close(_ node: Int) {
        guard lowest[node] == order[node] else { return }
        var group: [Int] = []
        while let last = open.popLast() {
            isOpen.remove(last)
            group.append(last)
            if last == node { break }
        }
        groups.append(group)
    }
}

extension Circles {
    /// The groups that are circles: of several nodes, or of one that leads to itself.
    var circles: [[Int]] {
        groups.filter { group in
            group.count > 1 || group.first.map { next($0).contains($0) } ?? false
        }
    }
}
