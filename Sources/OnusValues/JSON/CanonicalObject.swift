/// Writes the canonical JSON of one record, field by field in any order, each key once.
///
/// It gives the bytes that a map of these fields would give, without making the map.
package struct CanonicalObject: ~Copyable {
    private let sink = JSONSink()

    package init() {
        sink.contents.begin()
        sink.contents.take(.object)
    }

    package func add(_ key: String, _ value: Value) { sink.add(value, under: key) }

    /// Nil adds nothing.
    package func add(_ key: String, _ text: String?) {
        if let text { sink.add(.string(text), under: key) }
    }

    package func add(_ key: String, texts: some Sequence<String>) {
        sink.contents.beginField(key)
        sink.contents.begin()
        sink.contents.take(.list)
        for text in texts {
            sink.contents.beginElement()
            sink.contents.write(text)
        }
        sink.contents.end()
        sink.contents.endField()
    }

    /// What `ValueEncoder` makes of it.
    package func add(
        _ key: String, encoding content: some Encodable, keys: KeyStyle = .snakeCase
    ) throws {
        sink.contents.beginField(key)
        try sink.add(whole: content, style: keys)
        sink.contents.endField()
    }

    package consuming func finish() -> [UInt8] {
        sink.contents.end()
        return sink.contents.bytes
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
