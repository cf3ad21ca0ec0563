import OnusLanguage
import OnusModel
import OnusPlugin

// What a test expects of an output, held against the value and shown beside it.
extension ValueSyntax {
    /// Whether a value is what an author wrote: of scalars the texts are compared, of lists the
    /// elements and of mappings what stands under each name. `null` means that there is none.
    func agrees(with value: Value?) -> Bool {
        switch content {
        case .scalar(let scalar):
            let isNone = scalar.isPlain && ["", "~", "null"].contains(scalar.text)
            guard let value, !value.isNull else { return isNone }
            return scalar.text == value.plainText
        case .list(let expected):
            guard let items = value?.listValue, items.count == expected.count else { return false }
            return zip(expected, items).allSatisfy { $0.agrees(with: $1) }
        case .record(let expected):
            guard let map = value?.mapValue, map.count == expected.count else { return false }
            return expected.allSatisfy { entry in
                map[entry.name.value].map { entry.value.agrees(with: $0) } ?? false
            }
        }
    }

    /// As it might stand on one line.
    var written: String {
        switch content {
        case .scalar(let scalar): scalar.text
        case .list(let values): "[\(values.map(\.written).joined(separator: ", "))]"
        case .record(let entries):
            "{\(entries.map { "\($0.name.value): \($0.value.written)" }.joined(separator: ", "))}"
        }
    }
}

extension Value {
    /// As an author might have written it on one line.
    var written: String {
        if let items = listValue {
            return "[\(items.map(\.written).joined(separator: ", "))]"
        }
        guard let map = mapValue else { return plainText }
        let entries = map.map { "\($0.key.plainText): \($0.value.written)" }
        return "{\(entries.joined(separator: ", "))}"
    }
}
