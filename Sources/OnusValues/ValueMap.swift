/// A map from values to values that remembers the order in which its keys came.
///
/// Two maps are equal when they hold the same pairs, in whatever order. A key that is set again
/// keeps its place.
public struct ValueMap: Sendable {
    public typealias Element = (key: Value, value: Value)

    private var order: [Value] = []
    private var storage: [Value: Value] = [:]

    public init() {}

    /// Later pairs replace earlier ones with the same key.
    public init(_ pairs: some Sequence<(Value, Value)>) {
        for (key, value) in pairs { self[key] = value }
    }

    public var count: Int { order.count }
    public var isEmpty: Bool { order.isEmpty }
    public var keys: [Value] { order }

    /// Setting nil removes the key.
    public subscript(key: Value) -> Value? {
        get { storage[key] }
        set {
            if let newValue {
                if storage.updateValue(newValue, forKey: key) == nil { order.append(key) }
            } else if storage.removeValue(forKey: key) != nil {
                order.removeAll { $0 == key }
            }
        }
    }

    /// The value under a string key.
    public subscript(name: String) -> Value? {
        get { self[.string(name)] }
        set { self[.string(name)] = newValue }
    }
}

extension ValueMap: Sequence {
    public func makeIterator() -> AnyIterator<Element> {
        var index = 0
        return AnyIterator {
            guard index < order.count else { return nil }
            let key = order[index]
            index += 1
            return storage[key].map { (key, $0) }
        }
    }
}

extension ValueMap: Hashable {
    public static func == (one: ValueMap, other: ValueMap) -> Bool { one.storage == other.storage }
    public func hash(into hasher: inout Hasher) { hasher.combine(storage) }
}

extension ValueMap: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, Value)...) {
        self.init(elements.map { (.string($0.0), $0.1) })
    }
}
