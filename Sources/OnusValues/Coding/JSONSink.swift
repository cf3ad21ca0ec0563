/// Writes what is `Encodable` as canonical JSON without making a value of it first.
///
/// INVARIANT: the bytes are those of `ValueEncoder.encode(_:).canonicalJSON`. A content that asks
/// for more than one container is rare; it is made a value of after all.
final class JSONSink {
    var contents = JSONContents()

    /// Writes a content, by way of a value when there is no other.
    func add<T: Encodable>(whole content: T, style: KeyStyle) throws {
        let mark = contents.mark
        if (try? add(content, style: style)) != nil, !contents.isLost { return }
        // What this throws has the path, which the quick way does not know.
        let value = try ValueEncoder(keys: style).encode(content)
        contents.goBack(to: mark)
        contents.write(value)
    }

    func add<T: Encodable>(_ content: T, style: KeyStyle) throws {
        if let value = NativeValues.value(content) { return contents.write(value) }
        contents.begin()
        try content.encode(to: JSONFace(sink: self, style: style))
        contents.end()
    }

    func add(_ value: Value, under key: String) {
        contents.beginField(key)
        contents.write(value)
        contents.endField()
    }

    /// Takes the rest of a content that is lost.
    func lose() -> TreeEncoder {
        contents.lose()
        return TreeEncoder(node: EncodingNode(), path: nil, style: .asWritten)
    }
}
