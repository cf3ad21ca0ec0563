/// A chart as a text for Graphviz: a cluster a block and one a list, an edge a link.
package enum DOT {
    package static func picture(_ chart: Chart) -> String {
        var lines = [
            "digraph workflow {", "  label=\(quoted(chart.title)); labelloc=t;",
            "  fontname=\"sans-serif\";", "  node [shape=box, fontname=\"sans-serif\"];",
            "  edge [fontname=\"sans-serif\"];",
        ]
        lines += chart.lines(of: parts)
        lines += chart.links.indices.compactMap { edge(chart.links[$0], chart) }
        return (lines + ["}"]).joined(separator: "\n") + "\n"
    }

    private static func parts(of list: Int, _ chart: Chart, _ depth: Int) -> [ChartPart] {
        let margin = String(repeating: "  ", count: depth)
        return chart.lists[list].nodes.flatMap { index -> [ChartPart] in
            let node = chart.nodes[index]
            let box = "\(name(index, chart)) [\(attributes(of: node))];"
            guard !node.lists.isEmpty else { return [.line(margin + box)] }
            // The block itself is a node in its cluster, so that edges have something to meet.
            var parts: [ChartPart] = [
                .line("\(margin)subgraph \"cluster_\(index)\" {"),
                .line("\(margin)  label=\"\"; style=filled; fillcolor=\"#f9fafb\"; \(box)"),
            ]
            for inner in node.lists {
                let title = quoted(chart.lists[inner].name)
                parts += [
                    .line("\(margin)  subgraph \"cluster_list_\(inner)\" {"),
                    .line("\(margin)    label=\(title); style=dashed;"),
                    .list(inner, depth: depth + 2), .line("\(margin)  }"),
                ]
                if let first = chart.lists[inner].nodes.first {
                    let ends = "\(name(index, chart)) -> \(name(first, chart))"
                    parts.append(.line("\(margin)  \(ends) [style=dashed, arrowhead=none];"))
                }
            }
            return parts + [.line("\(margin)}")]
        }
    }

    private static func name(_ index: Int, _ chart: Chart) -> String {
        switch chart.nodes[index].shape {
        case .start: "\"start\""
        case .trigger: "\"\(index)\""
        default: quoted(chart.nodes[index].id + "_")
        }
    }

    private static func attributes(of node: Chart.Node) -> String {
        guard node.shape != .start else { return "shape=circle, label=\"\", style=filled" }
        let label = [node.id, node.detail].compactMap(\.self).joined(separator: "\n")
        var attributes = ["label=\(quoted(label))"]
        let shape: String? =
            switch node.shape {
            case .duty: nil
            case .machine: "component"
            case .choice: "diamond"
            case .event: "note"
            case .signal, .trigger: "cds"
            case .end: "oval"
            case .block: "plaintext"
            case .start, .plain: nil
            }
        if let shape { attributes.append("shape=\(shape)") }
        if let state = node.state {
            attributes.append("style=filled, fillcolor=\"\(state.colors.fill)\"")
            attributes.append("color=\"\(state.colors.stroke)\"")
        } else if node.shape == .duty {
            attributes.append("style=rounded")
        }
        return attributes.joined(separator: ", ")
    }

    private static func edge(_ link: Chart.Link, _ chart: Chart) -> String? {
        guard let to = link.to else { return nil }
        var attributes: [String] = []
        if !link.label.isEmpty { attributes.append("label=\(quoted(link.label))") }
        switch link.kind {
        case .flow: break
        case .error: attributes.append("style=dashed, color=\"\(link.kind.color)\"")
        case .undo: attributes.append("style=dotted, color=\"\(link.kind.color)\"")
        }
        let ends = "  \(name(link.from, chart)) -> \(name(to, chart))"
        return attributes.isEmpty ? ends + ";" : "\(ends) [\(attributes.joined(separator: ", "))];"
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case _ where scalar.value < 0x20: quoted += " "
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
