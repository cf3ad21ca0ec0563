/// A chart as a Mermaid flowchart: a node a step, a box a block, an arrow where a step leads.
package enum Mermaid {
    /// How a step of a run is coloured.
    package enum NodeState: String, Sendable, CaseIterable {
        case open, late, done, failed, left
    }

    /// The text of the picture, with a line feed at its end.
    package static func picture(_ chart: Chart) -> String {
        var lines = ["flowchart TD"]
        lines += chart.lines(of: parts)
        lines += chart.links.compactMap { arrow($0, chart) }
        return (lines + classes(chart)).joined(separator: "\n") + "\n"
    }

    private static func parts(of list: Int, _ chart: Chart, _ depth: Int) -> [ChartPart] {
        let margin = String(repeating: "  ", count: depth)
        return chart.lists[list].nodes.flatMap { index -> [ChartPart] in
            let node = chart.nodes[index]
            guard !node.lists.isEmpty else { return [.line(margin + shape(index, chart))] }
            let box = name(index, chart)
            var parts: [ChartPart] = [.line("\(margin)subgraph \(box)[\"\(label(node))\"]")]
            for (number, inner) in node.lists.enumerated() {
                let title = escaped(chart.lists[inner].name)
                parts += [
                    .line("\(margin)  subgraph \(box)_\(number + 1)[\"\(title)\"]"),
                    .list(inner, depth: depth + 2), .line("\(margin)  end"),
                ]
            }
            return parts + [.line("\(margin)end")]
        }
    }

    private static func arrow(_ link: Chart.Link, _ chart: Chart) -> String? {
        guard let to = link.to else { return nil }
        let label = escaped(link.label)
        let arrow =
            switch (link.kind, label.isEmpty) {
            case (.flow, true): "-->"
            case (.flow, false): "-- \"\(label)\" -->"
            case (.error, _), (.undo, _): "-. \"\(label)\" .->"
            }
        return "  \(name(link.from, chart)) \(arrow) \(name(to, chart))"
    }

    private static func classes(_ chart: Chart) -> [String] {
        NodeState.allCases.flatMap { state -> [String] in
            let nodes = chart.nodes.indices.filter { chart.nodes[$0].state == state }
            guard !nodes.isEmpty else { return [] }
            let names = nodes.map { name($0, chart) }.joined(separator: ",")
            let width = state == .open || state == .late ? ",stroke-width:3px" : ""
            let color = state == .left ? ",color:#6b7280" : ""
            let style = "fill:\(state.colors.fill),stroke:\(state.colors.stroke)\(width)\(color)"
            return ["  classDef \(state.rawValue) \(style)", "  class \(names) \(state.rawValue)"]
        }
    }
}

extension Mermaid {
    /// WHY a mark behind it: `end` is a word of Mermaid's.
    private static func name(_ index: Int, _ chart: Chart) -> String {
        let node = chart.nodes[index]
        return switch node.shape {
        case .start: "start_"
        case .trigger: "trigger_\(index)_"
        default: "\(node.id)_"
        }
    }

    private static func shape(_ index: Int, _ chart: Chart) -> String {
        let node = chart.nodes[index]
        let (name, label) = (name(index, chart), label(node))
        return switch node.shape {
        case .start: "\(name)((start))"
        case .duty: "\(name)(\"\(label)\")"
        case .machine: "\(name)[[\"\(label)\"]]"
        case .choice: "\(name){\"\(label)\"}"
        case .event: "\(name)[/\"\(label)\"/]"
        case .signal, .trigger: "\(name)>\"\(label)\"]"
        case .end: "\(name)([\"\(label)\"])"
        case .block, .plain: "\(name)[\"\(label)\"]"
        }
    }

    private static func label(_ node: Chart.Node) -> String {
        [node.id, node.detail].compactMap(\.self).map(escaped).joined(separator: "<br/>")
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": escaped += "#quot;"
            case "<": escaped += "#lt;"
            case ">": escaped += "#gt;"
            case "#": escaped += "#35;"
            case "`": escaped += "#96;"
            case _ where scalar.value < 0x20: escaped += " "
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
