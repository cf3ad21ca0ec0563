/// How large everything in a chart has to be, from the innermost lists outwards, and where it stands
/// within its list.
///
/// A list is one column of boxes. Right of the boxes there is room for the words at lines that leave
/// them, and then a lane for each goal to which lines lead that do not go straight down. A block
/// has its lists side by side, and below them a track for each goal outside.
struct ChartSizes {
    static let unit = 7
    static let line = 16
    static let rowGap = 30
    static let port = 16
    static let lane = 12
    static let margin = 12
    static let listHead = 34

    /// Where lines lead that share a lane.
    struct Trunk: Hashable {
        var goal: Int
        var kind: Chart.Link.Kind
    }

    struct Node {
        var width = 0
        var height = 0
        /// From the beginning of its list.
        var y = 0
        /// Lines that end at its right side, then those that begin there, from top to bottom.
        var arrivals: [Trunk] = []
        var departures: [Int] = []
        /// Lines from inside to goals outside.
        var exits: [Trunk] = []
        /// Of a block: what stands above and below its lists.
        var head = 0
        var tracks: Int { exits.isEmpty ? 0 : exits.count * ChartSizes.lane + 8 }
    }

    struct List {
        var column = 0
        var gutter = 0
        var lanes: [Trunk: Int] = [:]
        var width = 0
        var height = 0
    }

    let chart: Chart
    private(set) var nodes: [Node]
    private(set) var lists: [List]
    /// For each list, from where lines come into the lanes of their goals.
    private var sources: [[Trunk: [Source]]]
    /// Of each list, the links straight down from one of its nodes to the next.
    private var straight: [[Int]]
    /// Links that can be drawn: to a goal in the same list or one around.
    private(set) var drawn: [Int] = []

    private enum Source {
        case departure(node: Int, link: Int)
        case exit(node: Int)
    }

    init(_ chart: Chart) {
        self.chart = chart
        nodes = Array(repeating: Node(), count: chart.nodes.count)
        lists = Array(repeating: List(), count: chart.lists.count)
        sources = Array(repeating: [:], count: chart.lists.count)
        straight = Array(repeating: [], count: chart.lists.count)
        for index in chart.links.indices { follow(index) }
        // Inner lists come after those around them.
        for list in chart.lists.indices.reversed() { measure(list: list) }
    }

    static func width(of text: String) -> Int { DisplayWidth.of(text) * unit }

    /// How far below the upper border of a node a line begins or ends there.
    func offset(ofArrival trunk: Trunk, at node: Int) -> Int {
        offset(ofPort: nodes[node].arrivals.firstIndex(of: trunk) ?? 0, at: node)
    }

    func offset(ofDeparture link: Int, at node: Int) -> Int {
        let place = nodes[node].departures.firstIndex(of: link) ?? 0
        return offset(ofPort: nodes[node].arrivals.count + place, at: node)
    }

    private func offset(ofPort port: Int, at node: Int) -> Int {
        guard chart.nodes[node].lists.isEmpty else { return Self.port * (port + 1) }
        let count = nodes[node].arrivals.count + nodes[node].departures.count
        return (nodes[node].height - (count - 1) * Self.port) / 2 + port * Self.port
    }

    func offset(ofExit trunk: Trunk, at node: Int) -> Int {
        let place = nodes[node].exits.firstIndex(of: trunk) ?? 0
        return nodes[node].height - 10 - place * Self.lane
    }
}

// The way of each link through the lists.
extension ChartSizes {
    private mutating func follow(_ index: Int) {
        let link = chart.links[index]
        guard !chart.isStraight(link) else {
            straight[chart.nodes[link.from].list].append(index)
            return drawn.append(index)
        }
        guard let to = link.to else {
            nodes[link.from].departures.append(index)
            return drawn.append(index)
        }
        guard leadsOutwards(link.from, to) else { return }
        let trunk = Trunk(goal: to, kind: link.kind)
        var list = chart.nodes[link.from].list
        nodes[link.from].departures.append(index)
        sources[list][trunk, default: []].append(.departure(node: link.from, link: index))
        while list != chart.nodes[to].list, let owner = chart.lists[list].owner {
            list = chart.nodes[owner].list
            if nodes[owner].exits.contains(trunk) { break }
            nodes[owner].exits.append(trunk)
            sources[list][trunk, default: []].append(.exit(node: owner))
        }
        if !nodes[to].arrivals.contains(trunk) { nodes[to].arrivals.append(trunk) }
        drawn.append(index)
    }

    private func leadsOutwards(_ from: Int, _ to: Int) -> Bool {
        var list = chart.nodes[from].list
        while list != chart.nodes[to].list {
            guard let owner = chart.lists[list].owner else { return false }
            list = chart.nodes[owner].list
        }
        return true
    }
}

// Sizes.
extension ChartSizes {
    private mutating func measure(list index: Int) {
        let inside = chart.lists[index].nodes
        var list = List()
        var y = 0
        for node in inside {
            measure(node: node)
            nodes[node].y = y
            y += nodes[node].height + Self.rowGap
            list.column = max(list.column, nodes[node].width)
        }
        list.height = max(0, y - Self.rowGap)
        for link in straight[index] {
            list.column = max(list.column, 2 * (Self.width(of: chart.links[link].shownLabel) + 12))
        }
        list.gutter = gutter(of: inside, column: list.column)
        list.lanes = lanes(of: index, height: list.height)
        let lanes = (list.lanes.values.max() ?? -1) + 1
        list.width = max(
            list.column + list.gutter + lanes * Self.lane + 2 * Self.margin,
            Self.width(of: chart.lists[index].shownName) + 2 * Self.margin)
        lists[index] = list
    }

    /// WHY: the middles of boxes in a column are the same only when their widths are even.
    private static func even(_ width: Int) -> Int { width + width % 2 }

    private mutating func measure(node index: Int) {
        let node = chart.nodes[index]
        let texts = node.shownTexts.map { Self.width(of: $0) }
        let text = (texts.max() ?? 0) + 2 * Self.margin
        let ports = nodes[index].arrivals.count + nodes[index].departures.count
        guard !node.lists.isEmpty else {
            let width = max(text + node.shape.points, 60)
            nodes[index].width = node.shape == .start ? 24 : Self.even(width)
            nodes[index].height = max(
                node.shape == .start ? 24 : texts.count * Self.line + 14, ports * Self.port + 8)
            return
        }
        let inner = node.lists.map { lists[$0] }
        let width = inner.map(\.width).reduce(0, +) + Self.margin * (inner.count + 1)
        nodes[index].width = Self.even(max(text, width))
        nodes[index].head = texts.count * Self.line + 10
        let lowest = nodes[index].head + Self.listHead + (inner.map(\.height).max() ?? 0)
        let bottom = Self.margin + nodes[index].tracks + 8
        nodes[index].height = max(lowest, (ports + 1) * Self.port) + bottom
    }

    /// Room for the words at lines that leave boxes on their right.
    private func gutter(of inside: [Int], column: Int) -> Int {
        let needs = inside.flatMap { node in
            nodes[node].departures.map { link in
                nodes[node].width / 2 + Self.width(of: chart.links[link].shownLabel) + 20
            }
        }
        return needs.max().map { max(16, $0 - column / 2) } ?? 16
    }

    /// The shortest lanes stand next to the boxes; two that do not meet share one.
    private func lanes(of index: Int, height: Int) -> [Trunk: Int] {
        let spans = sources[index].map { trunk, sources in
            (trunk, span(of: trunk, sources, in: index, height))
        }.sorted { one, other in
            let lengths = (one.1.count, other.1.count)
            if lengths.0 != lengths.1 { return lengths.0 < lengths.1 }
            return (one.0.goal, one.0.kind.rawValue) < (other.0.goal, other.0.kind.rawValue)
        }
        var taken: [[ClosedRange<Int>]] = []
        var lanes: [Trunk: Int] = [:]
        for (trunk, span) in spans {
            let lane = taken.firstIndex { !$0.contains { $0.overlaps(span) } } ?? taken.count
            if lane == taken.count { taken.append([]) }
            taken[lane].append(span)
            lanes[trunk] = lane
        }
        return lanes
    }

    private func span(
        of trunk: Trunk, _ sources: [Source], in list: Int, _ height: Int
    ) -> ClosedRange<Int> {
        var places = sources.map { source in
            switch source {
            case .departure(let node, let link):
                nodes[node].y + offset(ofDeparture: link, at: node)
            case .exit(let node): nodes[node].y + offset(ofExit: trunk, at: node)
            }
        }
        let isHere = chart.nodes[trunk.goal].list == list
        places.append(
            isHere
                ? nodes[trunk.goal].y + offset(ofArrival: trunk, at: trunk.goal) : 1 << 30)
        return (places.min() ?? 0) - 4...(places.max() ?? 0) + 4
    }
}
