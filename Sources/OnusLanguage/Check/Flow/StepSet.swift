/// A set of small numbers, such as the indices of steps, as bits.
struct StepSet: Sendable, Hashable {
    private var words: [UInt64]

    init(size: Int, full: Bool = false) {
        words = Array(repeating: full ? .max : 0, count: (size + 63) / 64)
    }

    func contains(_ index: Int) -> Bool {
        index >= 0 && index / 64 < words.count && words[index / 64] >> UInt64(index % 64) & 1 == 1
    }

    /// INVARIANT: the index is below the size that the set was made with.
    mutating func insert(_ index: Int) { words[index / 64] |= 1 << UInt64(index % 64) }

    mutating func remove(_ index: Int) { words[index / 64] &= ~(1 << UInt64(index % 64)) }

    mutating func formIntersection(_ other: StepSet) {
        for word in words.indices { words[word] &= other.words[word] }
    }

    mutating func formUnion(_ other: StepSet) {
        for word in words.indices { words[word] |= other.words[word] }
    }

    mutating func subtract(_ other: StepSet) {
        for word in words.indices { words[word] &= ~other.words[word] }
    }
}
