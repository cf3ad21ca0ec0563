/// A chart as a picture in SVG, laid out here.
package struct SVG {
    private let chart: Chart
    private let drawing: Drawing
    private var lines: [String] = []

    package static func picture(_ chart: Chart) -> String {
        var picture = SVG(chart)
        picture.draw()
        return picture.lines.joined(separator: "\n") + "\n"
    }

    private init(_ chart: Chart) {
        self.chart = chart
        drawing = ChartLayout.drawing(chart)
    }

    private mutating func draw() {
        let (width, height) = (drawing.width, drawing.height)
        lines = [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\""
                + " viewBox=\"0 0 \(width) \(height)\" font-size=\"12\""
                + " font-family=\"Noto Sans, Noto Sans CJK SC, PingFang SC, sans-serif\">",
            "<title>\(Self.escaped(chart.title))</title>", Self.definitions,
            "<rect width=\"\(width)\" height=\"\(height)\" fill=\"#ffffff\"/>",
            text(
                chart.title, at: Point(24, 30), "font-size=\"15\" font-weight=\"bold\""),
        ]
        for node in chart.nodes.indices {
            box(node)
            for list in chart.nodes[node].lists { column(list) }
        }
        for route in drawing.routes { line(route) }
        lines.append("</svg>")
    }

    private static let definitions =
        "<defs>"
        + Chart.Link.Kind.allCases.map { kind in
            "<marker id=\"\(kind)\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"8\""
                + " markerHeight=\"8\" markerUnits=\"userSpaceOnUse\" orient=\"auto\">"
                + "<path d=\"M0,0 L8,4 L0,8 z\" fill=\"\(kind.color)\"/></marker>"
        }.joined()
        + "</defs>"

    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
                escaped += " "
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    private func text(_ text: String, at place: Point, _ attributes: String = "") -> String {
        "<text x=\"\(place.x)\" y=\"\(place.y)\" \(attributes)>\(Self.escaped(text))</text>"
    }
}

// Boxes.
extension SVG {
    private mutating func box(_ index: Int) {
        let node = chart.nodes[index]
        let frame = drawing.nodes[index]
        let colors = node.state.map(\.colors) ?? node.shape.colors
        let outline =
            "fill=\"\(colors.fill)\" stroke=\"\(colors.stroke)\""
            + " stroke-width=\"\(node.state == .open || node.state == .late ? 3 : 1)\""
        switch node.shape {
        case .start:
            lines.append(
                "<circle cx=\"\(frame.middle)\" cy=\"\(frame.y + 12)\" r=\"12\" fill=\"#1f2937\"/>")
        case .choice, .event, .signal, .trigger:
            lines.append("<path d=\"\(Self.path(node.shape, frame))\" \(outline)/>")
        case .machine:
            lines.append(Self.rectangle(frame, radius: 2, outline))
            let inner = Rectangle(
                x: frame.x + 5, y: frame.y, width: frame.width - 10, height: frame.height)
            lines.append(Self.rectangle(inner, radius: 0, outline))
        case .duty: lines.append(Self.rectangle(frame, radius: 8, outline))
        case .end: lines.append(Self.rectangle(frame, radius: 15, outline))
        case .block, .plain: lines.append(Self.rectangle(frame, radius: 2, outline))
        }
        words(of: node, in: frame)
    }

    private static func rectangle(
        _ frame: Rectangle, radius: Int, _ attributes: String
    ) -> String {
        "<rect x=\"\(frame.x)\" y=\"\(frame.y)\" width=\"\(frame.width)\""
            + " height=\"\(frame.height)\" rx=\"\(radius)\" \(attributes)/>"
    }

    /// Pointed on both sides, slanted, or notched; always inside its frame.
    private static func path(_ shape: Chart.Shape, _ frame: Rectangle) -> String {
        let (left, right, top, bottom) = (frame.x, frame.right, frame.y, frame.bottom)
        let middle = frame.y + frame.height / 2
        let cut = 9
        return switch shape {
        case .choice:
            "M\(left + cut),\(top) H\(right - cut) L\(right),\(middle) L\(right - cut),\(bottom)"
                + " H\(left + cut) L\(left),\(middle) Z"
        case .event:
            "M\(left + cut),\(top) H\(right) V\(bottom) H\(left) V\(top + cut) Z"
        default:
            "M\(left),\(top) H\(right) V\(bottom) H\(left) L\(left + cut),\(middle) Z"
        }
    }

    private mutating func words(of node: Chart.Node, in frame: Rectangle) {
        let texts = node.shownTexts
        let height = texts.count * ChartSizes.line
        let top = node.lists.isEmpty ? frame.y + (frame.height - height) / 2 : frame.y + 5
        for (number, line) in texts.enumerated() {
            let place = Point(frame.middle, top + 12 + number * ChartSizes.line)
            let weight = number == 0 ? " font-weight=\"bold\"" : ""
            let color = node.state == .left ? " fill=\"#6b7280\"" : ""
            lines.append(text(line, at: place, "text-anchor=\"middle\"" + weight + color))
        }
    }

    /// A list in its block, with its name and an arrow to its first step.
    private mutating func column(_ index: Int) {
        let list = chart.lists[index]
        let frame = drawing.lists[index]
        lines.append(
            Self.rectangle(
                frame, radius: 2, "fill=\"#ffffff\" stroke=\"#9ca3af\" stroke-dasharray=\"3 3\""))
        lines.append(
            text(
                list.shownName, at: Point(frame.x + 8, frame.y + 14),
                "font-size=\"11\" fill=\"#4b5563\""))
        guard let first = list.nodes.first, chart.nodes[first].shape != .trigger else { return }
        let goal = drawing.nodes[first]
        lines.append(
            "<path d=\"M\(goal.middle),\(frame.y + 20) V\(goal.y)\" fill=\"none\""
                + " stroke=\"\(Chart.Link.Kind.flow.color)\" marker-end=\"url(#flow)\"/>")
    }
}

// Lines.
extension SVG {
    private mutating func line(_ route: Drawing.Route) {
        let link = chart.links[route.link]
        let path = route.points.enumerated().map { number, point in
            "\(number == 0 ? "M" : "L")\(point.x),\(point.y)"
        }.joined(separator: " ")
        let end = link.to == nil ? "" : " marker-end=\"url(#\(link.kind))\""
        lines.append(
            "<path d=\"\(path)\" fill=\"none\" stroke=\"\(link.kind.color)\""
                + "\(link.kind.dashes)\(end)/>")
        if link.to == nil, let last = route.points.last {
            lines.append(
                "<path d=\"M\(last.x),\(last.y - 5) V\(last.y + 5)\""
                    + " stroke=\"\(link.kind.color)\" stroke-width=\"2\"/>")
        }
        guard let label = route.label else { return }
        lines.append(
            text(
                link.shownLabel, at: Point(label.x, label.bottom - 3),
                "font-size=\"11\" fill=\"\(link.kind.color)\""))
    }
}

extension Chart.Link.Kind {
    var color: String {
        switch self {
        case .flow: "#374151"
        case .error: "#b91c1c"
        case .undo: "#6d28d9"
        }
    }

    fileprivate var dashes: String {
        switch self {
        case .flow: ""
        case .error: " stroke-dasharray=\"6 3\""
        case .undo: " stroke-dasharray=\"2 3\""
        }
    }
}

extension Chart.Shape {
    fileprivate var colors: (fill: String, stroke: String) {
        switch self {
        case .duty: ("#eef2ff", "#4f46e5")
        case .machine: ("#f0fdfa", "#0f766e")
        case .choice: ("#fefce8", "#a16207")
        case .event, .signal, .trigger: ("#fff7ed", "#c2410c")
        case .end: ("#e5e7eb", "#374151")
        case .block: ("#f9fafb", "#6b7280")
        case .start, .plain: ("#ffffff", "#6b7280")
        }
    }
}

extension Mermaid.NodeState {
    var colors: (fill: String, stroke: String) {
        switch self {
        case .open: ("#dbeafe", "#2563eb")
        case .late: ("#fee2e2", "#dc2626")
        case .done: ("#dcfce7", "#16a34a")
        case .failed: ("#fecaca", "#991b1b")
        case .left: ("#f3f4f6", "#9ca3af")
        }
    }
}
