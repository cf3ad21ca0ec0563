import OnusValues

/// What the type variables of one expression stand for, found while it is checked.
///
/// A type variable is a `ValueType.parameter` with a number for a name, which no signature has.
struct TypeMapping {
    private var types: [String: ValueType] = [:]
    private var count = 0

    mutating func fresh() -> ValueType {
        count += 1
        return .parameter("\(count)")
    }

    /// A signature with type variables of its own.
    mutating func instantiate(_ overload: Overload) -> (parameters: [ValueType], result: ValueType)
    {
        var names: [String: ValueType] = [:]
        let parameters = overload.parameters.map { replace($0, &names) }
        return (parameters, replace(overload.result, &names))
    }

    private mutating func replace(
        _ type: ValueType, _ names: inout [String: ValueType]
    ) -> ValueType {
        switch type {
        case .parameter(let name):
            if let known = names[name] { return known }
            let new = fresh()
            names[name] = new
            return new
        case .list(let element): return .list(replace(element, &names))
        case .map(let key, let value): return .map(replace(key, &names), replace(value, &names))
        case .optional(let wrapped): return .optional(replace(wrapped, &names))
        case .type(let type): return .type(replace(type, &names))
        case .record(var record):
            for place in record.fields.indices {
                record.fields[place].type = replace(record.fields[place].type, &names)
            }
            return .record(record)
        default: return type
        }
    }

    /// The type with everything known put in; what is not known becomes dyn when asked.
    func resolve(_ type: ValueType, freeAsDyn: Bool = false) -> ValueType {
        switch type {
        case .parameter(let name):
            if let known = types[name] { return resolve(known, freeAsDyn: freeAsDyn) }
            return freeAsDyn ? .dyn : type
        case .list(let element): return .list(resolve(element, freeAsDyn: freeAsDyn))
        case .map(let key, let value):
            return .map(
                resolve(key, freeAsDyn: freeAsDyn), resolve(value, freeAsDyn: freeAsDyn))
        case .optional(let wrapped): return .optional(resolve(wrapped, freeAsDyn: freeAsDyn))
        case .type(let type): return .type(resolve(type, freeAsDyn: freeAsDyn))
        case .record(var record):
            for place in record.fields.indices {
                record.fields[place].type = resolve(
                    record.fields[place].type, freeAsDyn: freeAsDyn)
            }
            return .record(record)
        default: return type
        }
    }

    /// Whether a value of the one type may stand where the other is wanted; if so, what that says
    /// about type variables is kept.
    mutating func accept(_ type: ValueType, as wanted: ValueType) -> Bool {
        accept([type], as: [wanted])
    }

    mutating func accept(_ some: [ValueType], as wanted: [ValueType]) -> Bool {
        var trial = self
        guard some.count == wanted.count else { return false }
        for (type, target) in zip(some, wanted) where !trial.isAssignable(type, target) {
            return false
        }
        self = trial
        return true
    }

    private mutating func isAssignable(_ type: ValueType, _ target: ValueType) -> Bool {
        if case .parameter(let name) = target {
            let (isValid, isKnown) = substitute(name, by: type)
            if isValid { return true }
            if isKnown { return false }
        }
        if case .parameter(let name) = type { return substitute(name, by: target).isValid }
        switch (type, target) {
        case (.dyn, _), (_, .dyn): return true
        case (.type, .type): return true
        case (.list(let one), .list(let other)): return isAssignable(one, other)
        case (.optional(let one), .optional(let other)): return isAssignable(one, other)
        case (.map(let key, let value), .map(let otherKey, let otherValue)):
            return isAssignable(key, otherKey) && isAssignable(value, otherValue)
        case (.record(let one), .record(let other)):
            guard one.name == other.name, one.fields.map(\.name) == other.fields.map(\.name) else {
                return false
            }
            for (own, its) in zip(one.fields, other.fields)
            where !isAssignable(own.type, its.type) {
                return false
            }
            return true
        default: return type == target
        }
    }

    private mutating func substitute(
        _ name: String, by type: ValueType
    ) -> (isValid: Bool, isKnown: Bool) {
        if type == .parameter(name) { return (true, true) }
        if let known = types[name] {
            if type == known { return (true, true) }
            guard isAssignable(type, known) else { return (false, true) }
            let general = Self.isAsGeneral(type, as: known) ? type : known
            if !occurs(name, in: general) { types[name] = general }
            return (true, true)
        }
        guard !occurs(name, in: type) else { return (false, false) }
        types[name] = type
        return (true, false)
    }

    private func occurs(_ name: String, in type: ValueType) -> Bool {
        switch type {
        case .parameter(let other):
            if other == name { return true }
            return types[other].map { occurs(name, in: $0) } ?? false
        case .list(let element): return occurs(name, in: element)
        case .map(let key, let value): return occurs(name, in: key) || occurs(name, in: value)
        case .optional(let wrapped): return occurs(name, in: wrapped)
        case .type(let type): return occurs(name, in: type)
        case .record(let record): return record.fields.contains { occurs(name, in: $0.type) }
        default: return false
        }
    }

    /// Whether the first type says no more than the second.
    static func isAsGeneral(_ one: ValueType, as other: ValueType) -> Bool {
        switch (one, other) {
        case (.dyn, _), (.parameter, _): true
        case (_, .dyn), (_, .parameter): false
        case (.list(let left), .list(let right)): isAsGeneral(left, as: right)
        case (.optional(let left), .optional(let right)): isAsGeneral(left, as: right)
        case (.map(let key, let value), .map(let otherKey, let otherValue)):
            isAsGeneral(key, as: otherKey) && isAsGeneral(value, as: otherValue)
        case (.type, .type): true
        case (.record(let left), .record(let right)):
            zip(left.fields, right.fields).allSatisfy { isAsGeneral($0.type, as: $1.type) }
        default: one == other
        }
    }

    /// The type of a list with such elements; nil when they have none in common.
    mutating func join(_ one: ValueType, _ other: ValueType) -> ValueType? {
        if accept(one, as: other) || accept(other, as: one) {
            return Self.isAsGeneral(resolve(one), as: resolve(other)) ? one : other
        }
        return nil
    }
}
