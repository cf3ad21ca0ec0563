/// Canonical JSON in the making: what is written so far, and the objects and lists that are open.
///
/// WHY: it is one value with mutating methods, since the face that encoders see is a class, and
/// each separate property of a class costs a check of its own at every touch.
struct JSONContents {
    enum Shape { case none, single, list, object }

    /// A content that is being written.
    private struct Level {
        var shape = Shape.none
        var isEmpty = true
        let firstField: Int
    }

    private var json = JSONWriter()
    /// The contents around the one that is being written, the innermost last.
    private var levels: [Level] = []
    /// The fields of all objects that are open.
    private var fields: [WrittenField] = []
    /// Set once a content cannot be written in one go.
    private(set) var isLost = false

    var bytes: [UInt8] { json.bytes }

    mutating func lose() { isLost = true }

    mutating func write(_ value: Value) { json.write(value) }
    mutating func write(_ text: String) { json.string(text) }

    mutating func begin() { levels.append(Level(firstField: fields.count)) }

    /// The content is one of these; to be told before anything of it is written.
    mutating func take(_ shape: Shape) {
        guard let top = levels.indices.last, levels[top].shape != shape else {
            isLost = isLost || shape == .single
            return
        }
        isLost = isLost || levels[top].shape != .none
        levels[top].shape = shape
        if shape == .object { json.literal("{") }
        if shape == .list { json.literal("[") }
    }

    /// What is written next belongs to the object, under this key.
    mutating func beginField(_ key: String) {
        beginElement()
        fields.append(WrittenField(key: key, start: json.bytes.count, end: 0))
        json.string(key)
        json.literal(":")
    }

    mutating func endField() {
        if let last = fields.indices.last { fields[last].end = json.bytes.count }
    }

    mutating func beginElement() {
        guard let top = levels.indices.last else { return }
        if !levels[top].isEmpty { json.literal(",") }
        levels[top].isEmpty = false
    }

    mutating func end() {
        guard let level = levels.popLast() else { return }
        switch level.shape {
        case .none: json.literal("{}")
        case .single: break
        case .list: json.literal("]")
        case .object: endObject(level.firstField)
        }
    }

    private mutating func endObject(_ first: Int) {
        let own = fields[first...]
        let looksTagged = own.count == 1 && own.first?.key.utf8.first == UInt8(ascii: "$")
        if looksTagged || !json.settle(own) { isLost = true }
        fields.removeSubrange(first...)
        json.literal("}")
    }
}

extension JSONContents {
    /// A place to go back to.
    struct Mark {
        let bytes: Int
        let levels: Int
        let fields: Int
    }

    var mark: Mark { Mark(bytes: json.bytes.count, levels: levels.count, fields: fields.count) }

    mutating func goBack(to mark: Mark) {
        json.cut(to: mark.bytes)
        levels.removeSubrange(mark.levels...)
        fields.removeSubrange(mark.fields...)
        isLost = false
    }
}
