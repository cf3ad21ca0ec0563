/// The sink as the contents see it.
struct JSONFace: Encoder {
    let sink: JSONSink
    let style: KeyStyle

    // An error that would tell the path makes the sink take the long way, which knows it.
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        sink.contents.take(.object)
        return KeyedEncodingContainer(
            JSONFields<Key>(
                sink: sink, style: style, ownStyle: DictionaryKeys.style(type, style)))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        sink.contents.take(.list)
        return JSONElements(sink: sink, style: style)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { self }
}

extension JSONFace: SingleValueEncodingContainer {
    private func write(_ value: Value) {
        sink.contents.take(.single)
        sink.contents.write(value)
    }

    func encodeNil() { write(.null) }
    func encode(_ value: Bool) { write(.bool(value)) }
    func encode(_ value: String) { write(.string(value)) }
    func encode(_ value: Double) { write(.double(value)) }
    func encode(_ value: Float) { write(.double(Double(value))) }
    func encode(_ value: Int) { write(.int(Int64(value))) }
    func encode(_ value: Int8) { write(.int(Int64(value))) }
    func encode(_ value: Int16) { write(.int(Int64(value))) }
    func encode(_ value: Int32) { write(.int(Int64(value))) }
    func encode(_ value: Int64) { write(.int(value)) }
    func encode(_ value: UInt) { write(TreeEncoder.integer(value)) }
    func encode(_ value: UInt8) { write(TreeEncoder.integer(value)) }
    func encode(_ value: UInt16) { write(TreeEncoder.integer(value)) }
    func encode(_ value: UInt32) { write(TreeEncoder.integer(value)) }
    func encode(_ value: UInt64) { write(TreeEncoder.integer(value)) }
    func encode<T: Encodable>(_ value: T) throws {
        sink.contents.take(.single)
        try sink.add(value, style: style)
    }
}

struct JSONFields<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let sink: JSONSink
    let style: KeyStyle
    /// The style of this container's own keys; those of a dictionary are never changed.
    let ownStyle: KeyStyle

    var codingPath: [any CodingKey] { [] }

    private func write(_ value: Value, _ key: Key) {
        sink.add(value, under: ownStyle.key(key.stringValue))
    }

    func encodeNil(forKey key: Key) { write(.null, key) }
    func encode(_ value: Bool, forKey key: Key) { write(.bool(value), key) }
    func encode(_ value: String, forKey key: Key) { write(.string(value), key) }
    func encode(_ value: Double, forKey key: Key) { write(.double(value), key) }
    func encode(_ value: Float, forKey key: Key) { write(.double(Double(value)), key) }
    func encode(_ value: Int, forKey key: Key) { write(.int(Int64(value)), key) }
    func encode(_ value: Int8, forKey key: Key) { write(.int(Int64(value)), key) }
    func encode(_ value: Int16, forKey key: Key) { write(.int(Int64(value)), key) }
    func encode(_ value: Int32, forKey key: Key) { write(.int(Int64(value)), key) }
    func encode(_ value: Int64, forKey key: Key) { write(.int(value), key) }
    func encode(_ value: UInt, forKey key: Key) { write(TreeEncoder.integer(value), key) }
    func encode(_ value: UInt8, forKey key: Key) { write(TreeEncoder.integer(value), key) }
    func encode(_ value: UInt16, forKey key: Key) { write(TreeEncoder.integer(value), key) }
    func encode(_ value: UInt32, forKey key: Key) { write(TreeEncoder.integer(value), key) }
    func encode(_ value: UInt64, forKey key: Key) { write(TreeEncoder.integer(value), key) }
    func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
        sink.contents.beginField(ownStyle.key(key.stringValue))
        try sink.add(value, style: style)
        sink.contents.endField()
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        sink.lose().container(keyedBy: type)
    }
    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        sink.lose().unkeyedContainer()
    }
    func superEncoder() -> any Encoder { sink.lose() }
    func superEncoder(forKey key: Key) -> any Encoder { sink.lose() }
}

struct JSONElements: UnkeyedEncodingContainer {
    let sink: JSONSink
    let style: KeyStyle
    private(set) var count = 0

    var codingPath: [any CodingKey] { [] }

    init(sink: JSONSink, style: KeyStyle) {
        self.sink = sink
        self.style = style
    }

    private mutating func write(_ value: Value) {
        count += 1
        sink.contents.beginElement()
        sink.contents.write(value)
    }

    mutating func encodeNil() { write(.null) }
    mutating func encode(_ value: Bool) { write(.bool(value)) }
    mutating func encode(_ value: String) { write(.string(value)) }
    mutating func encode(_ value: Double) { write(.double(value)) }
    mutating func encode(_ value: Float) { write(.double(Double(value))) }
    mutating func encode(_ value: Int) { write(.int(Int64(value))) }
    mutating func encode(_ value: Int8) { write(.int(Int64(value))) }
    mutating func encode(_ value: Int16) { write(.int(Int64(value))) }
    mutating func encode(_ value: Int32) { write(.int(Int64(value))) }
    mutating func encode(_ value: Int64) { write(.int(value)) }
    mutating func encode(_ value: UInt) { write(TreeEncoder.integer(value)) }
    mutating func encode(_ value: UInt8) { write(TreeEncoder.integer(value)) }
    mutating func encode(_ value: UInt16) { write(TreeEncoder.integer(value)) }
    mutating func encode(_ value: UInt32) { write(TreeEncoder.integer(value)) }
    mutating func encode(_ value: UInt64) { write(TreeEncoder.integer(value)) }
    mutating func encode<T: Encodable>(_ value: T) throws {
        count += 1
        sink.contents.beginElement()
        try sink.add(value, style: style)
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) -> KeyedEncodingContainer<Nested> {
        sink.lose().container(keyedBy: type)
    }
    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        sink.lose().unkeyedContainer()
    }
    mutating func superEncoder() -> any Encoder { sink.lose() }
}
