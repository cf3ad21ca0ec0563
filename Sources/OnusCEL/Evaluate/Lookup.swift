import OnusValues

/// Finds what stands under a key, at a place of a list, or in a field.
enum Lookup {
    /// A number finds the key of its size, whatever its type.
    static func find(_ key: Value, in map: ValueMap) -> Value? {
        if let value = map[key] { return value }
        switch key {
        case .int(let number):
            return UInt64(exactly: number).flatMap { map[.uint($0)] }
        case .uint(let number):
            return Int64(exactly: number).flatMap { map[.int($0)] }
        case .double(let number):
            return Int64(exactly: number).flatMap { map[.int($0)] }
                ?? UInt64(exactly: number).flatMap { map[.uint($0)] }
        default: return nil
        }
    }

    static func place(_ index: Value, in list: [Value]) throws(CELEvaluationError) -> Int? {
        let place: Int64?
        switch index {
        case .int(let number): place = number
        case .uint(let number): place = Int64(exactly: number)
        case .double(let number): place = Int64(exactly: number)
        default: throw CELEvaluationError("a list has no `\(describe(index))`-th element")
        }
        guard let place, list.indices.contains(Int(place)) else { return nil }
        return Int(place)
    }

    static func index(_ operand: Value, _ key: Value) throws(CELEvaluationError) -> Value {
        switch operand {
        case .list(let list):
            guard let place = try place(key, in: list) else {
                throw CELEvaluationError(
                    "index out of range: there is no element \(describe(key)) in a list of \(list.count)"
                )
            }
            return list[place]
        case .map(let map):
            guard let value = find(key, in: map) else {
                throw CELEvaluationError("no such key: `\(describe(key))`")
            }
            return value
        case .optional(let content):
            return try content.map { value throws(CELEvaluationError) in try find(value, key) }
                ?? .optional(nil)
        default: throw CELEvaluationError.noOverload("[]", [operand, key])
        }
    }

    /// What `[?key]` gives: an optional.
    static func find(_ operand: Value, _ key: Value) throws(CELEvaluationError) -> Value {
        switch operand {
        case .list(let list): return .optional(try place(key, in: list).map { list[$0] })
        case .map(let map): return .optional(find(key, in: map))
        case .optional(let content):
            return try content.map { value throws(CELEvaluationError) in try find(value, key) }
                ?? .optional(nil)
        default: throw CELEvaluationError.noOverload("[?]", [operand, key])
        }
    }

    static func select(_ operand: Value, _ field: String) throws(CELEvaluationError) -> Value {
        switch operand {
        case .map(let map):
            guard let value = map[field] else {
                throw CELEvaluationError("no such key: `\(field)`")
            }
            return value
        case .optional(let content):
            guard let content else { return .optional(nil) }
            return try selectOptionally(content, field)
        default:
            throw CELEvaluationError(
                "no such overload: \(operand.kindName) has no fields, so no `\(field)`")
        }
    }

    /// What `.?field` gives: an optional.
    static func selectOptionally(
        _ operand: Value, _ field: String
    ) throws(CELEvaluationError) -> Value {
        switch operand {
        case .map(let map): return .optional(map[field])
        case .optional(let content):
            guard let content else { return .optional(nil) }
            return try selectOptionally(content, field)
        case .null: throw CELEvaluationError("no such key: `\(field)`")
        default:
            throw CELEvaluationError(
                "no such overload: \(operand.kindName) has no fields, so no `\(field)`")
        }
    }

    static func has(_ operand: Value, _ field: String) throws(CELEvaluationError) -> Bool {
        switch operand {
        case .map(let map): return map[field] != nil
        case .optional(let content):
            guard let content else { return false }
            return try has(content, field)
        default:
            throw CELEvaluationError(
                "no such overload: \(operand.kindName) has no fields, so no `\(field)`")
        }
    }

    /// A key or a place as it would be written.
    static func describe(_ value: Value) -> String {
        switch value {
        case .string(let text): text
        default: value.canonicalJSONText
        }
    }
}

extension CELEvaluationError {
    static func noOverload(_ function: String, _ arguments: [Value]) -> CELEvaluationError {
        let kinds = arguments.map(\.kindName).joined(separator: ", ")
        return CELEvaluationError("no such overload: `\(function)` takes no (\(kinds))")
    }
}

extension Value {
    /// The type of the value as far as the value tells, as `type(x)` gives it.
    package var dynamicType: ValueType {
        switch self {
        case .null: .null
        case .bool: .bool
        case .int: .int
        case .uint: .uint
        case .double: .double
        case .decimal: .decimal
        case .string: .string
        case .bytes: .bytes
        case .timestamp: .timestamp
        case .duration: .duration
        case .list: .list(.dyn)
        case .map: .map(.dyn, .dyn)
        case .type: .type(.dyn)
        case .optional: .optional(.dyn)
        }
    }

    /// What messages call it.
    var kindName: String {
        switch self {
        case .list: "list"
        case .map: "map"
        case .type: "type"
        case .optional: "optional"
        default: dynamicType.description
        }
    }
}
