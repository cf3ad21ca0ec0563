/// Tags and anchors of a text: rare, so they stand beside the records.
struct NodeProperties {
    /// A node that aliases may name.
    struct Target {
        var index: Int
        /// Nodes it stands for, aliases in it counted as what they stand for; nil while it is open.
        var weight: Int?
    }

    var tags: [Int32: String] = [:]
    var anchors: [Int32: String] = [:]
    /// Nodes that aliases would add if they were expanded.
    var surplus = 0
    /// Where aliases stand that are refused: the first of them, and how many there are.
    private(set) var refusedAlias: (span: SourceSpan, count: Int)?
    private var targets: [String: Target] = [:]

    subscript(name: String) -> Target? {
        get { targets[name] }
        set { targets[name] = newValue }
    }

    mutating func refuseAlias(at span: SourceSpan) {
        refusedAlias = (refusedAlias?.span ?? span, (refusedAlias?.count ?? 0) + 1)
    }

    mutating func forgetAnchors() {
        targets.removeAll()
    }

    mutating func add(weight: Int) {
        let (sum, overflow) = surplus.addingReportingOverflow(weight)
        surplus = overflow ? .max : sum
    }
}

extension TreeBuilder {
    /// Takes up, or refuses, the tag and the anchor of the node added last.
    mutating func note(
        tag: UnsafeMutablePointer<UInt8>?, anchor: UnsafeMutablePointer<UInt8>?, on index: Int
    ) {
        let node = Int32(truncatingIfNeeded: index)
        if let tag {
            if features.contains(.tags) {
                properties.tags[node] = String(cString: tag)
            } else {
                refuseTag(on: index)
            }
        }
        guard let anchor else { return }
        guard features.contains(.aliases) else { return refuseAnchor(on: index) }
        let name = String(cString: anchor)
        properties.anchors[node] = name
        properties[name] = NodeProperties.Target(index: index)
    }

    /// Lets aliases name a node whose end has come.
    mutating func finishAnchor(of index: Int, weight: Int) {
        guard let name = properties.anchors[Int32(truncatingIfNeeded: index)],
            properties[name]?.index == index
        else { return }
        properties[name]?.weight = weight
    }

    /// Points the alias at its node; what it cannot point at becomes a refused text.
    mutating func resolveAlias(_ name: String, at index: Int) {
        let target = properties[name]
        if features.contains(.aliases), let target, let weight = target.weight {
            records[index].first = Int32(truncatingIfNeeded: target.index)
            properties.anchors[Int32(truncatingIfNeeded: index)] = name
            // WHY: the alias itself is one node already.
            return properties.add(weight: weight - 1)
        }
        records[index].kind = .scalar
        records[index].isRefused = true
        let span = source.span(of: records[index])
        records[index].isInSource = true
        records[index].first = Int32(truncatingIfNeeded: span.start.offset)
        records[index].count = Int32(truncatingIfNeeded: span.end.offset - span.start.offset)
        if !features.contains(.aliases) {
            properties.refuseAlias(at: span)
        } else if target != nil {
            problems.add(.ancestor(name, at: span))
        } else {
            problems.add(.unknownAnchor(name, at: span))
        }
    }
}
