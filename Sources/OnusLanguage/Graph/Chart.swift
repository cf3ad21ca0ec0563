import OnusModel

/// A plan as what can be drawn of it: nodes that stand in lists, lists that stand in nodes, and links.
///
/// INVARIANT: a list comes after the node it stands in, and that after its own list.
package struct Chart: Sendable {
    package enum Shape: Sendable, Hashable, CaseIterable {
        case start, duty, machine, choice, event, signal, trigger, end, block, plain
    }

    package struct Node: Sendable {
        package var id: String
        package var detail: String?
        package var shape: Shape
        package var state: Mermaid.NodeState?
        /// The list it stands in, and those inside it.
        package var list: Int
        package var lists: [Int] = []

        package init(
            id: String, detail: String? = nil, shape: Shape, state: Mermaid.NodeState? = nil,
            list: Int
        ) {
            (self.id, self.detail, self.shape) = (id, detail, shape)
            (self.state, self.list) = (state, list)
        }
    }

    package struct List: Sendable {
        package var name: String
        /// The node it stands in; nil for the outermost.
        package var owner: Int?
        package var nodes: [Int] = []

        package init(name: String, owner: Int?) { (self.name, self.owner) = (name, owner) }
    }

    package struct Link: Sendable {
        package enum Kind: Int, Sendable, Hashable, CaseIterable { case flow, error, undo }

        package var from: Int
        /// Nil where the list is left.
        package var to: Int?
        package var label: String
        package var kind: Kind

        package init(from: Int, to: Int?, label: String, kind: Kind) {
            (self.from, self.to, self.label, self.kind) = (from, to, label, kind)
        }
    }

    package var title: String
    package private(set) var nodes: [Node] = []
    package private(set) var lists: [List] = []
    package var links: [Link] = []

    package init(title: String) {
        self.title = title
        lists = [List(name: "", owner: nil)]
    }

    /// Adds a node at the end of its list.
    @discardableResult
    package mutating func add(_ node: Node) -> Int {
        nodes.append(node)
        lists[node.list].nodes.append(nodes.count - 1)
        return nodes.count - 1
    }

    package mutating func addList(_ name: String, in owner: Int) -> Int {
        lists.append(List(name: name, owner: owner))
        nodes[owner].lists.append(lists.count - 1)
        return lists.count - 1
    }

    /// Whether a link leads straight down to what stands below.
    package func isStraight(_ link: Link) -> Bool {
        guard link.kind == .flow, let to = link.to, nodes[to].list == nodes[link.from].list,
            let place = lists[nodes[to].list].nodes.firstIndex(of: to)
        else { return false }
        return place > 0 && lists[nodes[to].list].nodes[place - 1] == link.from
    }
}
