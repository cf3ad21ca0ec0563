/// Gives everything in a chart its place: boxes that do not overlap, and lines that cross none.
package struct ChartLayout {
    private typealias Sizes = ChartSizes
    private let chart: Chart
    private let sizes: ChartSizes
    private var nodes: [Rectangle]
    private var lists: [Rectangle]
    /// Where the boxes of each list begin.
    private var origins: [Point]

    package static func drawing(_ chart: Chart) -> Drawing {
        var layout = ChartLayout(chart)
        layout.place()
        let outer = layout.lists[0]
        let routes = layout.sizes.drawn.map { layout.route($0) }
        return Drawing(
            width: outer.right + Sizes.margin, height: outer.bottom + Sizes.margin,
            nodes: layout.nodes, lists: layout.lists, routes: routes)
    }

    private init(_ chart: Chart) {
        self.chart = chart
        sizes = ChartSizes(chart)
        let nothing = Rectangle(x: 0, y: 0, width: 0, height: 0)
        nodes = Array(repeating: nothing, count: chart.nodes.count)
        lists = Array(repeating: nothing, count: chart.lists.count)
        origins = Array(repeating: Point(0, 0), count: chart.lists.count)
    }

    /// From the outermost list inwards.
    private mutating func place() {
        place(
            list: 0, at: Point(Sizes.margin, Sizes.listHead + Sizes.margin), sizes.lists[0].height)
        for list in chart.lists.indices {
            for node in chart.lists[list].nodes { place(node: node, in: list) }
        }
    }

    private mutating func place(list: Int, at origin: Point, _ height: Int) {
        origins[list] = origin
        lists[list] = Rectangle(
            x: origin.x, y: origin.y - Sizes.listHead, width: sizes.lists[list].width,
            height: height + Sizes.listHead + (list == 0 ? Sizes.margin : 6))
    }

    private mutating func place(node: Int, in list: Int) {
        let size = sizes.nodes[node]
        let left = origins[list].x + Sizes.margin
        let frame = Rectangle(
            x: left + (sizes.lists[list].column - size.width) / 2, y: origins[list].y + size.y,
            width: size.width, height: size.height)
        nodes[node] = frame
        let height = chart.nodes[node].lists.map { sizes.lists[$0].height }.max() ?? 0
        var x = frame.x + Sizes.margin
        for inner in chart.nodes[node].lists {
            place(list: inner, at: Point(x, frame.y + size.head + Sizes.listHead), height)
            x += sizes.lists[inner].width + Sizes.margin
        }
    }

    private func lane(_ trunk: ChartSizes.Trunk, in list: Int) -> Int {
        let size = sizes.lists[list]
        return origins[list].x + Sizes.margin + size.column + size.gutter
            + (size.lanes[trunk] ?? 0) * Sizes.lane
    }
}

// Lines.
extension ChartLayout {
    private func route(_ index: Int) -> Drawing.Route {
        let link = chart.links[index]
        let width = Sizes.width(of: link.shownLabel)
        let from = nodes[link.from]
        if let to = link.to, chart.isStraight(link) {
            let goal = nodes[to]
            let label = Rectangle(x: from.middle + 6, y: from.bottom + 6, width: width, height: 14)
            return Drawing.Route(
                link: index,
                points: [Point(from.middle, from.bottom), Point(from.middle, goal.y)],
                label: width == 0 ? nil : label)
        }
        let y = from.y + sizes.offset(ofDeparture: index, at: link.from)
        let start = Point(from.right, y)
        let label = Rectangle(x: from.right + 6, y: y - 14, width: width, height: 13)
        let points =
            link.to.map { way(from: start, link, to: $0) }
            ?? [start, Point(from.right + width + 12, y)]
        return Drawing.Route(link: index, points: points, label: width == 0 ? nil : label)
    }

    private func way(from start: Point, _ link: Chart.Link, to goal: Int) -> [Point] {
        let trunk = ChartSizes.Trunk(goal: goal, kind: link.kind)
        var points = [start]
        var list = chart.nodes[link.from].list
        var y = start.y
        while list != chart.nodes[goal].list, let owner = chart.lists[list].owner {
            let x = lane(trunk, in: list)
            points.append(Point(x, y))
            y = nodes[owner].y + sizes.offset(ofExit: trunk, at: owner)
            points.append(Point(x, y))
            list = chart.nodes[owner].list
        }
        let x = lane(trunk, in: list)
        let end = nodes[goal].y + sizes.offset(ofArrival: trunk, at: goal)
        return points + [Point(x, y), Point(x, end), Point(nodes[goal].right, end)]
    }
}
