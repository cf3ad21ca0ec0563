/// A map from values to values that remembers the order in which its keys came.
///
/// Two maps are equal when they hold the same pairs, in whatever order. A key that is set again
/// keeps its place.
public struct ValueMap: Sendable {
    public typealias Element = (key: Value, value: Value)

    /// The pairs in their order.
    public private(set) var elements: [Element] = []
    // WHY: most maps are records of a few fields, where looking along the keys is quicker than
    // hashing; the index is built when a map outgrows that.
    private var index: [Value: Int] = [:]
    private static let indexed = 12

    public init() {}

    /// Later pairs replace earlier ones with the same key.
    public init(_ pairs: some Sequence<(Value, Value)>) {
        reserveCapacity(pairs.underestimatedCount)
        for (key, value) in pairs { self[key] = value }
    }

    public mutating func reserveCapacity(_ count: Int) {
        elements.reserveCapacity(count)
    }

    public var count: Int { elements.count }
    public var isEmpty: Bool { elements.isEmpty }
    public var keys: [Value] { elements.map(\.key) }
    public var values: [Value] { elements.map(\.value) }

    /// Setting nil removes the key.
    public subscript(key: Value) -> Value? {
        get { place(of: key).map { elements[$0].value } }
        set {
            guard let newValue else {
                remove(key)
                return
            }
            if let place = place(of: key) {
                elements[place].value = newValue
            } else {
                append(key, newValue)
            }
        }
    }

    /// The value under a string key.
    public subscript(name: String) -> Value? {
        get {
            guard index.isEmpty else { return self[.string(name)] }
            for (key, value) in elements {
                if case .string(let own) = key, own.hasSameScalars(as: name) { return value }
            }
            return nil
        }
        set { self[.string(name)] = newValue }
    }

    /// Adds the pair and says true, or leaves the map as it is when it has the key.
    public mutating func insert(_ key: Value, _ value: Value) -> Bool {
        guard place(of: key) == nil else { return false }
        append(key, value)
        return true
    }

    private func place(of key: Value) -> Int? {
        index.isEmpty ? elements.firstIndex { $0.key == key } : index[key]
    }

    private mutating func append(_ key: Value, _ value: Value) {
        elements.append((key, value))
        if !index.isEmpty {
            index[key] = elements.count - 1
        } else if elements.count > Self.indexed {
            rebuildIndex()
        }
    }

    private mutating func remove(_ key: Value) {
        guard let place = place(of: key) else { return }
        elements.remove(at: place)
        if !index.isEmpty { rebuildIndex() }
    }

    private mutating func rebuildIndex() {
        index.removeAll(keepingCapacity: true)
        for (place, element) in elements.enumerated() { index[element.key] = place }
    }
}

extension ValueMap: Sequence {
    public var underestimatedCount: Int { count }
    public func makeIterator() -> IndexingIterator<[Element]> { elements.makeIterator() }
}

extension ValueMap: Hashable {
    public static func == (one: ValueMap, other: ValueMap) -> Bool {
        guard one.count == other.count else { return false }
        for (own, its) in zip(one.elements, other.elements) {
            // Maps written by the same hand mostly have their keys in the same order.
            if own.key == its.key {
                guard own.value == its.value else { return false }
            } else {
                guard let value = other[own.key], value == own.value else { return false }
            }
        }
        return true
    }

    public func hash(into hasher: inout Hasher) {
        var sum = 0
        for (key, value) in elements {
            var pair = Hasher()
            pair.combine(key)
            pair.combine(value)
            sum = sum &+ pair.finalize()
        }
        hasher.combine(sum)
    }
}

extension ValueMap: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, Value)...) {
        self.init(elements.map { (.string($0.0), $0.1) })
    }
}
