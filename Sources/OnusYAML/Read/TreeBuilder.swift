import CLibYAML

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Writes libyaml's events down as records, within the limits.
///
/// WHY: a struct with mutating methods; local functions over captured variables cost a third more.
struct TreeBuilder: ~Copyable {
    let source: SourceText
    let buffer: UnsafeBufferPointer<UInt8>
    let limits: YAMLLimits
    let features: YAMLFeatures
    private let stream: EventStream

    var records: [NodeRecord] = []
    var decoded: [UInt8] = []
    var problems: ProblemList
    var properties = NodeProperties()
    /// Reused by the search for keys given twice.
    var keys: [Int32] = []
    private var open: [OpenCollection] = []
    private var roots: [Int32] = []
    /// Where the node that was finished last ends.
    private var lastEnd = SourceMark.start
    /// The line of tabs and nothing else that libyaml stumbled over.
    private(set) var lineOfTabs: Range<Int>?
    private var isDone = false
    private var isWhole = true

    init(
        source: SourceText, buffer: UnsafeBufferPointer<UInt8>, limits: YAMLLimits,
        features: YAMLFeatures
    ) {
        self.source = source
        self.buffer = buffer
        self.limits = limits
        self.features = features
        // WHY: told that the text is UTF-8, libyaml would count the mark as a column.
        stream = EventStream(UnsafeBufferPointer(rebasing: buffer[source.markLength...]))
        problems = ProblemList(limit: limits.problems)
        records.reserveCapacity(min(buffer.count / 12 + 8, limits.nodes + 1))
        open.reserveCapacity(limits.depth + 1)
    }

    mutating func build() {
        while !isDone {
            guard stream.advance() else {
                lineOfTabs = source.lineOfTabs(stream.failure)
                return stop(with: syntaxProblem())
            }
            take(stream.event)
            if problems.isFull { giveUp() }
        }
    }

    consuming func finish() -> YAMLReading {
        if isWhole, roots.isEmpty, !features.contains(.documents) { problems.add(.empty) }
        if let alias = properties.refusedAlias {
            problems.add(.alias(source.line(of: alias.span), count: alias.count, at: alias.span))
        }
        if !features.contains(.separators) { TextDamage.separators(in: source, to: &problems) }
        let document = YAMLDocument(
            source: source, records: records, decoded: decoded, tags: properties.tags,
            anchors: properties.anchors)
        let documents = isWhole ? roots.map { Node(document: document, index: $0) } : []
        return YAMLReading(documents: documents, problems: problems.inOrder)
    }

    private mutating func take(_ event: UnsafeMutablePointer<yaml_event_t>) {
        switch event.pointee.type {
        case YAML_SCALAR_EVENT: takeScalar(event)
        case YAML_SEQUENCE_START_EVENT: begin(.sequence, event)
        case YAML_MAPPING_START_EVENT: begin(.mapping, event)
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: end(event)
        case YAML_ALIAS_EVENT: takeAlias(event)
        case YAML_DOCUMENT_START_EVENT: beginDocument(event)
        case YAML_STREAM_END_EVENT: isDone = true
        default: break
        }
    }

    private mutating func beginDocument(_ event: UnsafeMutablePointer<yaml_event_t>) {
        if roots.isEmpty || features.contains(.documents) {
            properties.forgetAnchors()
            return
        }
        problems.add(.severalDocuments(at: span(event)))
        isDone = true
    }

    private mutating func takeScalar(_ event: UnsafeMutablePointer<yaml_event_t>) {
        var record = NodeRecord(.scalar, event)
        let data = event.pointee.data.scalar
        record.style = ScalarStyle(data.style)
        place(data.value, data.length, in: &record)
        guard let index = append(record) else { return }
        lastEnd = record.end
        records[index].next = Int32(truncatingIfNeeded: index + 1)
        if data.tag != nil || data.anchor != nil {
            note(tag: data.tag, anchor: data.anchor, on: index)
            finishAnchor(of: index, weight: 1)
        }
        if record.count == 2, record.style == .plain, !features.contains(.aliases), isKey {
            refuseMergeKey(index)
        }
        if record.count == 0, !features.contains(.anyKeys), isKey { refuseEmptyKey(index) }
    }

    /// Says where the text of a scalar is: in the source when it stands there as it is.
    @inline(__always)
    private mutating func place(
        _ text: UnsafeMutablePointer<UInt8>?, _ length: Int, in record: inout NodeRecord
    ) {
        record.count = Int32(truncatingIfNeeded: length)
        guard let text, length > 0 else { return }
        let quote: Int32 = record.style == .single || record.style == .double ? 1 : 0
        let first = record.start.character + quote
        if source.isASCII, record.end.character - first - quote == record.count,
            let base = buffer.baseAddress, memcmp(base + Int(first), text, length) == 0
        {
            record.isInSource = true
            record.first = first
        } else {
            record.first = Int32(truncatingIfNeeded: decoded.count)
            decoded.append(contentsOf: UnsafeBufferPointer(start: text, count: length))
        }
    }

    private mutating func begin(
        _ kind: NodeRecord.Kind, _ event: UnsafeMutablePointer<yaml_event_t>
    ) {
        guard open.count < limits.depth else {
            return stop(with: .tooDeep(limits.depth, at: span(event)))
        }
        var record = NodeRecord(kind, event)
        let data = event.pointee.data
        let properties =
            kind == .mapping
            ? (data.mapping_start.tag, data.mapping_start.anchor)
            : (data.sequence_start.tag, data.sequence_start.anchor)
        record.isFlow =
            kind == .mapping
            ? data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
            : data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
        guard let index = append(record) else { return }
        if !features.contains(.anyKeys), isKey { refuseCollectionKey(index) }
        open.append(
            OpenCollection(
                index: index, isMapping: kind == .mapping, surplus: self.properties.surplus,
                hasAnchor: properties.1 != nil))
        if properties.0 != nil || properties.1 != nil {
            note(tag: properties.0, anchor: properties.1, on: index)
        }
    }

    private mutating func end(_ event: UnsafeMutablePointer<yaml_event_t>) {
        guard let collection = open.popLast() else { return }
        let index = collection.index
        // WHY: libyaml ends a block where the next token begins, behind blank lines and comments.
        if records[index].isFlow { lastEnd = SourceMark(event.pointee.end_mark) }
        records[index].end = lastEnd
        records[index].next = Int32(truncatingIfNeeded: records.count)
        records[index].count = Int32(
            truncatingIfNeeded: collection.isMapping ? collection.nodes / 2 : collection.nodes)
        if collection.isMapping, collection.nodes > 2, !features.contains(.anyKeys) {
            refuseDuplicateKeys(of: index)
        }
        if collection.hasAnchor {
            let surplus = properties.surplus - collection.surplus
            finishAnchor(of: index, weight: records.count - index + surplus)
        }
    }

    private mutating func takeAlias(_ event: UnsafeMutablePointer<yaml_event_t>) {
        guard let name = event.pointee.data.alias.anchor else { return }
        guard let index = append(NodeRecord(.alias, event)) else { return }
        lastEnd = records[index].end
        records[index].next = Int32(truncatingIfNeeded: index + 1)
        resolveAlias(String(cString: name), at: index)
        if records.count + properties.surplus > limits.expandedNodes {
            stop(with: .expandsTooFar(limits.expandedNodes, at: span(event)))
        }
    }

    /// Adds a node to the collection that is open, or as a root; nil when there are too many.
    @inline(__always)
    private mutating func append(_ record: NodeRecord) -> Int? {
        let index = records.count
        guard index < limits.nodes else {
            stop(
                with: .tooManyNodes(limits.nodes, at: SourceSpan(at: source.position(record.start)))
            )
            return nil
        }
        records.append(record)
        if open.isEmpty {
            roots.append(Int32(truncatingIfNeeded: index))
        } else {
            open[open.count - 1].nodes += 1
        }
        return index
    }

    /// Whether the node added last is a key.
    private var isKey: Bool {
        guard let collection = open.last else { return false }
        return collection.isMapping && collection.nodes % 2 == 1
    }

    private mutating func stop(with problem: YAMLProblem) {
        problems.add(problem)
        giveUp()
    }

    private mutating func giveUp() {
        isDone = true
        isWhole = false
    }

    private func syntaxProblem() -> YAMLProblem {
        // WHY: of a file that is no text, what the scanner made of its bytes helps nobody.
        TextDamage.first(in: source) ?? SyntaxWording(stream.failure, in: source).problem
    }

    private func span(_ event: UnsafeMutablePointer<yaml_event_t>) -> SourceSpan {
        SourceSpan(
            start: source.position(SourceMark(event.pointee.start_mark)),
            end: source.position(SourceMark(event.pointee.end_mark)))
    }
}
