struct KeyedWriter<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let node: EncodingNode
    let path: CodingPath?
    let style: KeyStyle
    /// The style of this container's own keys; those of a dictionary are never changed.
    let ownStyle: KeyStyle

    var codingPath: [any CodingKey] { CodingPath.keys(path) }

    private func add(_ value: Value, _ key: Key) {
        node.add(ownStyle.key(key.stringValue), .value(value))
    }

    func encodeNil(forKey key: Key) { add(.null, key) }
    func encode(_ value: Bool, forKey key: Key) { add(.bool(value), key) }
    func encode(_ value: String, forKey key: Key) { add(.string(value), key) }
    func encode(_ value: Double, forKey key: Key) { add(.double(value), key) }
    func encode(_ value: Float, forKey key: Key) { add(.double(Double(value)), key) }
    func encode(_ value: Int, forKey key: Key) { add(.int(Int64(value)), key) }
    func encode(_ value: Int8, forKey key: Key) { add(.int(Int64(value)), key) }
    func encode(_ value: Int16, forKey key: Key) { add(.int(Int64(value)), key) }
    func encode(_ value: Int32, forKey key: Key) { add(.int(Int64(value)), key) }
    func encode(_ value: Int64, forKey key: Key) { add(.int(value), key) }
    func encode(_ value: UInt, forKey key: Key) { add(TreeEncoder.integer(value), key) }
    func encode(_ value: UInt8, forKey key: Key) { add(TreeEncoder.integer(value), key) }
    func encode(_ value: UInt16, forKey key: Key) { add(TreeEncoder.integer(value), key) }
    func encode(_ value: UInt32, forKey key: Key) { add(TreeEncoder.integer(value), key) }
    func encode(_ value: UInt64, forKey key: Key) { add(TreeEncoder.integer(value), key) }
    func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
        if let native = NativeValues.value(value) { return add(native, key) }
        add(try TreeEncoder.value(value, path: CodingPath(path, key), style: style), key)
    }

    private func nested(_ key: any CodingKey) -> TreeEncoder {
        let child = EncodingNode()
        node.add(ownStyle.key(key.stringValue), .node(child))
        return TreeEncoder(node: child, path: CodingPath(path, key), style: style)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        nested(key).container(keyedBy: type)
    }
    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        nested(key).unkeyedContainer()
    }
    func superEncoder() -> any Encoder { nested(SuperKey()) }
    func superEncoder(forKey key: Key) -> any Encoder { nested(key) }
}

struct SuperKey: CodingKey {
    var stringValue: String { "super" }
    var intValue: Int? { nil }
    init() {}
    init?(stringValue: String) {}
    init?(intValue: Int) { nil }
}

struct ListWriter: UnkeyedEncodingContainer {
    let node: EncodingNode
    let path: CodingPath?
    let style: KeyStyle

    var codingPath: [any CodingKey] { CodingPath.keys(path) }
    var count: Int { node.items.count }

    private func add(_ value: Value) { node.items.append(.value(value)) }

    func encodeNil() { add(.null) }
    func encode(_ value: Bool) { add(.bool(value)) }
    func encode(_ value: String) { add(.string(value)) }
    func encode(_ value: Double) { add(.double(value)) }
    func encode(_ value: Float) { add(.double(Double(value))) }
    func encode(_ value: Int) { add(.int(Int64(value))) }
    func encode(_ value: Int8) { add(.int(Int64(value))) }
    func encode(_ value: Int16) { add(.int(Int64(value))) }
    func encode(_ value: Int32) { add(.int(Int64(value))) }
    func encode(_ value: Int64) { add(.int(value)) }
    func encode(_ value: UInt) { add(TreeEncoder.integer(value)) }
    func encode(_ value: UInt8) { add(TreeEncoder.integer(value)) }
    func encode(_ value: UInt16) { add(TreeEncoder.integer(value)) }
    func encode(_ value: UInt32) { add(TreeEncoder.integer(value)) }
    func encode(_ value: UInt64) { add(TreeEncoder.integer(value)) }
    func encode<T: Encodable>(_ value: T) throws {
        if let native = NativeValues.value(value) { return add(native) }
        add(
            try TreeEncoder.value(
                value, path: CodingPath(path, IndexKey(node.items.count)), style: style))
    }

    private func nested() -> TreeEncoder {
        let place = CodingPath(path, IndexKey(node.items.count))
        let child = EncodingNode()
        node.items.append(.node(child))
        return TreeEncoder(node: child, path: place, style: style)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) -> KeyedEncodingContainer<Nested> {
        nested().container(keyedBy: type)
    }
    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { nested().unkeyedContainer() }
    func superEncoder() -> any Encoder { nested() }
}
