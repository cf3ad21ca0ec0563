/// Canonical JSON in the making: what is written so far, and the objects and lists that are open.
///
/// WHY: it is one value with mutating methods, since the face that encoders see is a class, and
/// each separate property of a class costs a check of its own at every touch.
struct JSONContents: ~Copyable {
    enum Shape { case none, single, list, object }

    /// A content that is being written.
    private struct Level {
        var shape = Shape.none
        var isEmpty = true
        /// Whether the fields came in canonical order.
        var isOrdered = true
        let firstField: Int
    }

    private var json: JSONWriter
    /// The contents around the one that is being written, the innermost last.
    private var levels: [Level] = []
    /// The fields of all objects that are open.
    private var fields: [WrittenField] = []
    /// Set once a content cannot be written in one go.
    private(set) var isLost = false

    var bytes: [UInt8] { json.bytes }

    /// - Parameter capacity: how many bytes it has room for from the beginning.
    init(capacity: Int = 0) {
        json = JSONWriter(capacity: capacity)
        if capacity > 0 {
            levels.reserveCapacity(8)
            fields.reserveCapacity(32)
        }
    }

    mutating func lose() { isLost = true }

    mutating func write(_ value: Value) { json.write(value) }
    mutating func write(_ text: String) { json.string(text) }
    mutating func write(_ time: Timestamp) { json.timestamp(time) }

    mutating func begin() { levels.append(Level(firstField: fields.count)) }

    /// The content is one of these; to be told before anything of it is written.
    mutating func take(_ shape: Shape) {
        guard let top = levels.indices.last, levels[top].shape != shape else {
            isLost = isLost || shape == .single
            return
        }
        isLost = isLost || levels[top].shape != .none
        levels[top].shape = shape
        if shape == .object { json.byte("{") }
        if shape == .list { json.byte("[") }
    }

    /// What is written next belongs to the object, under this key.
    mutating func beginField(_ key: String) {
        beginElement()
        if let top = levels.indices.last, fields.count > levels[top].firstField,
            let last = fields.last, !last.key.precedesByScalars(key)
        {
            levels[top].isOrdered = false
        }
        fields.append(WrittenField(key: key, start: json.count, end: 0))
        json.string(key)
        json.byte(":")
    }

    mutating func endField() {
        if let last = fields.indices.last { fields[last].end = json.count }
    }

    mutating func beginElement() {
        guard let top = levels.indices.last else { return }
        if !levels[top].isEmpty { json.byte(",") }
        levels[top].isEmpty = false
    }

    mutating func end() {
        guard let level = levels.popLast() else { return }
        switch level.shape {
        case .none: json.literal("{}")
        case .single: break
        case .list: json.byte("]")
        case .object: endObject(level)
        }
    }

    private mutating func endObject(_ level: Level) {
        let count = fields.count - level.firstField
        if count == 1, fields[level.firstField].key.utf8.first == UInt8(ascii: "$") {
            isLost = true
        }
        if !level.isOrdered, !json.settle(fields[level.firstField...]) { isLost = true }
        for _ in 0..<count { fields.removeLast() }
        json.byte("}")
    }
}

extension JSONContents {
    /// A place to go back to.
    struct Mark {
        let bytes: Int
        let levels: Int
        let fields: Int
    }

    var mark: Mark { Mark(bytes: json.count, levels: levels.count, fields: fields.count) }

    mutating func goBack(to mark: Mark) {
        json.cut(to: mark.bytes)
        levels.removeSubrange(mark.levels...)
        fields.removeSubrange(mark.fields...)
        isLost = false
    }
}
