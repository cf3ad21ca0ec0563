/// Bytes that grow at their end.
///
/// WHY: an array asks at every append whether somebody else has it too, and a record is written in
/// some hundred appends.
struct ByteBuffer: ~Copyable {
    // INVARIANT: nobody else has this memory, and its first `count` bytes are initialized.
    private var start: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int) {
        self.capacity = max(capacity, 64)
        start = .allocate(capacity: self.capacity)
    }

    deinit { start.deallocate() }

    /// A copy that takes no more room than it needs.
    var array: [UInt8] { Array(UnsafeBufferPointer(start: start, count: count)) }

    mutating func append(_ byte: UInt8) {
        if count == capacity { grow(by: 1) }
        start[count] = byte
        count += 1
    }

    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let source = bytes.baseAddress else { return }
        if capacity - count < bytes.count { grow(by: bytes.count) }
        (start + count).initialize(from: source, count: bytes.count)
        count += bytes.count
    }

    /// Removes what stands behind the first bytes.
    mutating func cut(to count: Int) { self.count = min(count, self.count) }

    /// What stands behind the first bytes.
    func tail(from first: Int) -> [UInt8] {
        Array(UnsafeBufferPointer(start: start, count: count)[first...])
    }

    private mutating func grow(by more: Int) {
        capacity = max(2 * capacity, count + more)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        larger.moveInitialize(from: start, count: count)
        start.deallocate()
        start = larger
    }
}
