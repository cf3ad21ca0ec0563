#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

// What the reader refuses although YAML allows it, and goes on behind.
extension TreeBuilder {
    mutating func refuseTag(on index: Int) {
        records[index].isRefused = true
        let span = source.span(of: records[index])
        problems.add(.tag(source.line(of: span), at: source.word(at: span.start)))
    }

    mutating func refuseAnchor(on index: Int) {
        records[index].isRefused = true
        let span = source.span(of: records[index])
        problems.add(.anchor(source.line(of: span), at: source.word(at: span.start)))
    }

    mutating func refuseMergeKey(_ index: Int) {
        let first = Int(records[index].first)
        let text = records[index].isInSource ? source.bytes : decoded
        guard text[first] == UInt8(ascii: "<"), text[first + 1] == UInt8(ascii: "<") else { return }
        records[index].isRefused = true
        problems.add(.mergeKey(at: source.span(of: records[index])))
    }

    mutating func refuseEmptyKey(_ index: Int) {
        records[index].isRefused = true
        problems.add(.emptyKey(at: source.span(of: records[index])))
    }

    mutating func refuseCollectionKey(_ index: Int) {
        records[index].isRefused = true
        let span = source.span(of: records[index])
        problems.add(.collectionKey(source.line(of: span), at: span))
    }

    /// Reports every key of a mapping that has the text of an earlier one.
    ///
    /// Texts are compared, whatever their quotes: fields are read by the type they expect, so `1`
    /// and `"1"` name the same one.
    mutating func refuseDuplicateKeys(of mapping: Int) {
        keys.removeAll(keepingCapacity: true)
        var key = mapping + 1
        while key < records.count {
            if records[key].kind == .scalar, !records[key].isRefused {
                keys.append(Int32(truncatingIfNeeded: key))
            }
            key = Int(records[Int(records[key].next)].next)
        }
        keys.count <= 16 ? compareEveryPair() : compareSorted()
    }

    private mutating func compareEveryPair() {
        for later in keys.indices.dropFirst() {
            let laterKey = Int(keys[later])
            for earlier in keys[..<later] where order(Int(earlier), laterKey) == 0 {
                refuseDuplicate(laterKey, of: Int(earlier))
                break
            }
        }
    }

    /// WHY: sorting has no bad case that a hostile text could choose, as hashing by hand would.
    private mutating func compareSorted() {
        var sorted: [Int32] = []
        swap(&sorted, &keys)
        sortKeys(&sorted)
        var first = 0
        for next in sorted.indices.dropFirst() {
            if order(Int(sorted[first]), Int(sorted[next])) == 0 {
                refuseDuplicate(Int(sorted[next]), of: Int(sorted[first]))
            } else {
                first = next
            }
        }
        swap(&sorted, &keys)
    }

    private func sortKeys(_ keys: inout [Int32]) {
        // Equal texts stay in the order of the text.
        let records = records
        let decoded = decoded
        let source = source.bytes
        keys.sort { left, right in
            let order = compare(records[Int(left)], records[Int(right)], source, decoded)
            return order < 0 || order == 0 && left < right
        }
    }

    private func order(_ left: Int, _ right: Int) -> Int32 {
        if records[left].count != records[right].count {
            return records[left].count < records[right].count ? -1 : 1
        }
        return compare(records[left], records[right], source.bytes, decoded)
    }

    private mutating func refuseDuplicate(_ later: Int, of earlier: Int) {
        records[later].isRefused = true
        let span = source.span(of: records[later])
        let text = records[later].isInSource ? source.bytes : decoded
        let first = Int(records[later].first)
        let key = text[first..<first + min(60, Int(records[later].count))]
        problems.add(
            .duplicateKey(
                String(decoding: key, as: UTF8.self), at: span,
                first: source.span(of: records[earlier])))
    }
}

/// Orders two texts by length, then by bytes.
private func compare(
    _ left: NodeRecord, _ right: NodeRecord, _ source: [UInt8], _ decoded: [UInt8]
) -> Int32 {
    guard left.count == right.count else { return left.count < right.count ? -1 : 1 }
    return (left.isInSource ? source : decoded).withUnsafeBytes { leftBytes in
        (right.isInSource ? source : decoded).withUnsafeBytes { rightBytes in
            guard let left0 = leftBytes.baseAddress, let right0 = rightBytes.baseAddress,
                left.count > 0
            else { return 0 }
            return memcmp(left0 + Int(left.first), right0 + Int(right.first), Int(left.count))
        }
    }
}

extension SourceText {
    func span(of record: NodeRecord) -> SourceSpan {
        SourceSpan(start: position(record.start), end: position(record.end))
    }

    /// What stands in a stretch, its first line only.
    func line(of span: SourceSpan) -> String {
        excerpt(from: span.start.offset, to: span.end.offset)
    }

    /// From a place to the next blank or the end of its line; of a very long word the beginning.
    func word(at start: SourcePosition) -> SourceSpan {
        var end = start
        while end.offset < bytes.count, bytes[end.offset] > .space, end.column < start.column + 80 {
            step(&end)
        }
        return SourceSpan(start: start, end: end)
    }
}
