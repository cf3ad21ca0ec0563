/// Writes the canonical JSON of one record, field by field in any order, each key once.
///
/// It gives the bytes that a map of these fields would give, without making the map. Fields that
/// come in the order of their keys are not sorted and so are the cheapest.
package struct CanonicalObject: ~Copyable {
    private var contents = JSONContents(capacity: 1024)

    package init() {
        contents.begin()
        contents.take(.object)
    }

    package mutating func add(_ key: String, _ value: Value) {
        contents.beginField(key)
        contents.write(value)
        contents.endField()
    }

    /// Nil adds nothing.
    package mutating func add(_ key: String, _ text: String?) {
        guard let text else { return }
        contents.beginField(key)
        contents.write(text)
        contents.endField()
    }

    package mutating func add(_ key: String, _ time: Timestamp) {
        contents.beginField(key)
        contents.write(time)
        contents.endField()
    }

    package mutating func add(_ key: String, texts: [String]) {
        add(key, list: texts.count) { contents, place in contents.write(texts[place]) }
    }

    package mutating func add(_ key: String, times: [Timestamp]) {
        add(key, list: times.count) { contents, place in contents.write(times[place]) }
    }

    private mutating func add(
        _ key: String, list count: Int, element: (inout JSONContents, Int) -> Void
    ) {
        contents.beginField(key)
        contents.begin()
        contents.take(.list)
        for place in 0..<count {
            contents.beginElement()
            element(&contents, place)
        }
        contents.end()
        contents.endField()
    }

    /// An object whose fields are added by `fields`.
    package mutating func add(
        _ key: String, fields: (inout CanonicalObject) throws -> Void
    ) rethrows {
        contents.beginField(key)
        contents.begin()
        contents.take(.object)
        try fields(&self)
        contents.end()
        contents.endField()
    }

    /// What `ValueEncoder` makes of it.
    package mutating func add(
        _ key: String, encoding content: some Encodable, keys: KeyStyle = .snakeCase
    ) throws {
        let sink = JSONSink()
        contents.beginField(key)
        // WHY: the sink gets what is written so far as its own, so that nothing is copied.
        swap(&contents, &sink.contents)
        defer { swap(&contents, &sink.contents) }
        try sink.add(whole: content, style: keys)
        sink.contents.endField()
    }

    package consuming func finish() -> [UInt8] {
        contents.end()
        return contents.bytes
    }
}

extension ValueEncoder {
    /// The canonical JSON of what `encode` gives.
    package func canonicalJSON(of content: some Encodable) throws -> [UInt8] {
        let sink = JSONSink()
        try sink.add(whole: content, style: keys)
        return sink.contents.bytes
    }
}
