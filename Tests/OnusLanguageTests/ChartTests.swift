import Foundation
import OnusLanguage
import OnusModel
import Testing

/// What must hold of where things stand in a picture.
private struct Faults {
    let chart: Chart
    let drawing: Drawing
    private(set) var found: [String] = []

    init(_ chart: Chart) {
        self.chart = chart
        drawing = ChartLayout.drawing(chart)
        checkBoxes()
        for route in drawing.routes { check(route) }
        checkLabels()
    }

    private var canvas: Rectangle {
        Rectangle(x: 0, y: 0, width: drawing.width, height: drawing.height)
    }

    /// The blocks around a node, from the inside.
    private func blocks(around node: Int) -> [Int] {
        var blocks: [Int] = []
        var list = chart.nodes[node].list
        while let owner = chart.lists[list].owner {
            blocks.append(owner)
            list = chart.nodes[owner].list
        }
        return blocks
    }

    private mutating func checkBoxes() {
        for list in chart.lists.indices {
            let frame = drawing.lists[list]
            if !canvas.contains(frame) { found.append("list \(list) outside") }
            let inside = chart.lists[list].nodes
            for (place, node) in inside.enumerated() {
                if !frame.contains(drawing.nodes[node]) { found.append("node \(node) outside") }
                for other in inside[(place + 1)...]
                where drawing.nodes[node].overlaps(drawing.nodes[other]) {
                    found.append("nodes \(node) and \(other) overlap")
                }
            }
        }
        for (node, box) in chart.nodes.enumerated() {
            for (place, list) in box.lists.enumerated() {
                if !drawing.nodes[node].contains(drawing.lists[list]) {
                    found.append("list \(list) leaves \(node)")
                }
                for other in box.lists[(place + 1)...]
                where drawing.lists[list].overlaps(drawing.lists[other]) {
                    found.append("lists \(list) and \(other) overlap")
                }
            }
        }
    }

    private mutating func check(_ route: Drawing.Route) {
        let link = chart.links[route.link]
        let around = Set(blocks(around: link.from))
        for (one, other) in zip(route.points, route.points.dropFirst()) {
            if one.x != other.x, one.y != other.y { found.append("\(link) is slanted") }
            for node in chart.nodes.indices where !around.contains(node) {
                if drawing.nodes[node].isCrossed(from: one, to: other) {
                    found.append("\(link) crosses \(chart.nodes[node].id)")
                }
            }
        }
        let isInside = route.points.allSatisfy {
            canvas.contains(Rectangle(x: $0.x, y: $0.y, width: 0, height: 0))
        }
        if !isInside { found.append("\(link) leaves the picture") }
        guard let first = route.points.first, let last = route.points.last else {
            return found.append("\(link) has no line")
        }
        if !touches(drawing.nodes[link.from], first) { found.append("\(link) begins elsewhere") }
        if let to = link.to, !touches(drawing.nodes[to], last) {
            found.append("\(link) ends elsewhere")
        }
    }

    private func touches(_ box: Rectangle, _ point: Point) -> Bool {
        let isOnSide = point.x == box.right && (box.y...box.bottom).contains(point.y)
        return isOnSide
            || (point.y == box.y || point.y == box.bottom) && (box.x...box.right).contains(point.x)
    }

    private mutating func checkLabels() {
        let labels = drawing.routes.compactMap { route in route.label.map { (route.link, $0) } }
        for (place, (link, label)) in labels.enumerated() {
            let around = Set(blocks(around: chart.links[link].from))
            for node in chart.nodes.indices where !around.contains(node) {
                if drawing.nodes[node].overlaps(label) {
                    found.append("the words of \(chart.links[link]) cover a box")
                }
            }
            if !canvas.contains(label) { found.append("words leave the picture") }
            for (_, other) in labels[(place + 1)...] where label.overlaps(other) {
                found.append("words of \(chart.links[link]) cover others")
            }
        }
    }
}

@Suite("Pictures of workflows")
struct ChartTests {
    private static func plans() throws -> [Plan] {
        let folder = ExampleTests.folder.deletingLastPathComponent()
            .appending(path: "Tests/Patterns")
        let names = FileManager.default.enumerator(atPath: folder.path)?.allObjects ?? []
        let patterns = try names.compactMap { $0 as? String }.filter { $0.hasSuffix(".yaml") }
            .sorted().map { try Source(reading: folder.appending(path: $0).path) }
        let catalog = try ExampleTests.catalog()
        let organization = Checker.check(try ExampleTests.sources(), catalog: catalog)
            .organizations.first?.organization
        let ours = Checker.check(
            try ExampleTests.sources(), catalog: catalog, organization: organization)
        let others = Checker.check(patterns, catalog: catalog)
        let valid = BrokenFile.all(in: "Valid").flatMap { file in
            Checker.check([file.source] + file.others, catalog: catalog).workflows
        }
        return (ours.workflows + others.workflows + valid).map(Compiler.compile)
    }

    /// None, which a test notices, when they cannot be had.
    static let all = (try? plans()) ?? []

    @Test("no boxes overlap and no line crosses a box, in every workflow of ours")
    func ours() throws {
        #expect(Self.all.count > 60)
        for plan in Self.all {
            let chart = Chart(plan)
            #expect(Faults(chart).found == [], "\(plan.workflow)")
            #expect(chart.nodes.count > 1)
        }
    }

    @Test("a line leads to every step that is not the first of its list")
    func connected() {
        for plan in Self.all {
            let chart = Chart(plan)
            let goals = Set(chart.links.compactMap(\.to))
            for list in chart.lists {
                let steps = list.nodes.filter {
                    chart.nodes[$0].shape != .start && chart.nodes[$0].shape != .trigger
                }
                for node in steps.dropFirst() where !goals.contains(node) {
                    Issue.record("nothing leads to `\(chart.nodes[node].id)` of \(plan.workflow)")
                }
            }
        }
    }

    @Test("nor in random workflows")
    func randomWorkflows() throws {
        let catalog = try ExampleTests.catalog()
        var drawn = 0
        for seed in 1...100 {
            let files = RandomSources.workflow(seed: seed) + RandomSources.house
            for workflow in Checker.check(files, catalog: catalog).workflows {
                #expect(Faults(Chart(Compiler.compile(workflow))).found == [], "seed \(seed)")
                drawn += 1
            }
        }
        #expect(drawn > 50)
    }

    @Test("nor in random charts, whatever leads where")
    func random() {
        for seed in 1...300 {
            var generator = Lehmer(seed: UInt64(seed))
            let chart = Self.chart(&generator)
            let faults = Faults(chart)
            #expect(faults.found == [], "seed \(seed)")
            #expect(faults.drawing.routes.count == chart.links.count, "seed \(seed)")
        }
    }

    private struct Lehmer {
        var seed: UInt64

        mutating func below(_ limit: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % limit
        }
    }

    private static let words = ["", "ok", "到期未办", "a rather long outcome, and another", "x"]

    private static func chart(_ random: inout Lehmer) -> Chart {
        var chart = Chart(title: "a")
        var waiting = [(list: 0, depth: 0)]
        while let (list, depth) = waiting.popLast(), chart.nodes.count < 60 {
            for _ in 0...random.below(5) {
                let word = words[random.below(words.count)]
                let node = chart.add(
                    .init(id: "step_\(chart.nodes.count)", detail: word, shape: .plain, list: list))
                guard depth < 4, random.below(3) == 0 else { continue }
                for number in 0...random.below(3) {
                    waiting.append((chart.addList("list \(number)", in: node), depth + 1))
                }
            }
        }
        for node in chart.nodes.indices {
            for _ in 0..<random.below(4) {
                var list = chart.nodes[node].list
                for _ in 0..<random.below(4) {
                    list = chart.lists[list].owner.map { chart.nodes[$0].list } ?? list
                }
                let goals = chart.lists[list].nodes
                let kind = Chart.Link.Kind.allCases[random.below(3)]
                let goal = random.below(9) == 0 ? nil : goals[random.below(goals.count)]
                let link = Chart.Link(
                    from: node, to: goal, label: words[random.below(words.count)], kind: kind)
                // A chart has one straight link at most between two neighbours.
                let isSecond = chart.links.contains {
                    $0.from == link.from && $0.to == link.to && $0.kind == link.kind
                }
                if !isSecond { chart.links.append(link) }
            }
        }
        return chart
    }

    @Test("a faulty picture is seen")
    func seen() {
        let box = Rectangle(x: 10, y: 10, width: 10, height: 10)
        #expect(box.isCrossed(from: Point(0, 15), to: Point(30, 15)))
        #expect(box.isCrossed(from: Point(15, 0), to: Point(15, 12)))
        #expect(!box.isCrossed(from: Point(20, 0), to: Point(20, 30)))
        #expect(!box.isCrossed(from: Point(0, 15), to: Point(10, 15)))
        #expect(box.overlaps(Rectangle(x: 19, y: 19, width: 5, height: 5)))
        #expect(!box.overlaps(Rectangle(x: 20, y: 10, width: 5, height: 5)))
    }
}

@Suite("Texts of pictures")
struct PictureTextTests {
    private static func chart() throws -> Chart {
        let plan = try #require(
            ChartTests.all.first { $0.workflow.rawValue == "special-fund" })
        return Chart(plan, states: ["completeness": .late, "amend": .done])
    }

    @Test("every step stands in each format, with its outcomes, errors, and what undoes it")
    func steps() throws {
        for plan in ChartTests.all {
            let chart = Chart(plan)
            let (mermaid, dot) = (Mermaid.picture(chart), DOT.picture(chart))
            let svg = SVG.picture(chart)
            for node in chart.nodes where node.shape != .start && node.shape != .trigger {
                #expect(mermaid.contains("\(node.id)_"))
                #expect(dot.contains("\"\(node.id)_\""))
                #expect(svg.contains(">\(node.id)</text>") || node.id.count > 40)
            }
            for link in chart.links where link.kind == .undo {
                #expect(!chart.links.contains { $0.from == link.to }, "it leads nowhere")
                #expect(mermaid.contains("-. \"undo\" .->"))
                #expect(dot.contains("style=dotted"))
                #expect(svg.contains("url(#undo)"))
            }
        }
    }

    @Test("brackets are closed, and what is written in a text stays in it")
    func closed() throws {
        var chart = Chart(title: "<a & \"b\">")
        chart.add(.init(id: "x", detail: "1 < 2 \"quoted\" \\", shape: .duty, list: 0))
        let svg = SVG.picture(chart)
        #expect(svg.contains("<title>&lt;a &amp; &quot;b&quot;&gt;</title>"))
        #expect(svg.contains("1 &lt; 2 &quot;quoted&quot; \\"))
        #expect(DOT.picture(chart).contains(#"label="x\n1 < 2 \"quoted\" \\""#))
        #expect(Mermaid.picture(chart).contains("1 #lt; 2 #quot;quoted#quot;"))
        let dot = DOT.picture(try Self.chart())
        #expect(dot.count { $0 == "{" } == dot.count { $0 == "}" })
    }

    @Test("a run's states give colours")
    func states() throws {
        let chart = try Self.chart()
        #expect(Mermaid.picture(chart).contains("class completeness_ late"))
        #expect(SVG.picture(chart).contains("#fee2e2"))
        #expect(DOT.picture(chart).contains("fillcolor=\"#fee2e2\""))
    }

    @Test("Chinese words take the room of two columns each")
    func wide() {
        var chart = Chart(title: "")
        chart.add(.init(id: "a", detail: "科技成果转化专项资金", shape: .duty, list: 0))
        chart.add(.init(id: "b", detail: "abcdefghij", shape: .duty, list: 0))
        let boxes = ChartLayout.drawing(chart).nodes
        #expect(boxes[0].width - boxes[1].width == 70)
    }
}
