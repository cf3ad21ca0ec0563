/// A field of an object that is being written, whose fields may come in any order.
struct WrittenField {
    var key: String
    /// Where its text stands in the buffer.
    var start: Int
    var end: Int
}

extension ByteBuffer {
    /// Puts the texts of these fields, which stand one behind the other with commas between them
    /// up to the end of the buffer, into canonical order.
    ///
    /// - Returns: false, and nothing happens, when two fields have the same key.
    mutating func settle(_ fields: ArraySlice<WrittenField>) -> Bool {
        guard let start = fields.first?.start else { return true }
        let ordered = fields.sorted { $0.key.precedesByScalars($1.key) }
        guard ordered[...].isAscending else { return false }
        let text = tail(from: start)
        cut(to: start)
        text.withUnsafeBufferPointer { text in
            for (place, field) in ordered.enumerated() {
                if place > 0 { append(UInt8(ascii: ",")) }
                append(
                    UnsafeBufferPointer(
                        rebasing: text[(field.start - start)..<(field.end - start)]))
            }
        }
        return true
    }
}

extension ArraySlice<WrittenField> {
    fileprivate var isAscending: Bool {
        for place in indices.dropFirst()
        where !self[place - 1].key.precedesByScalars(self[place].key) {
            return false
        }
        return true
    }
}
