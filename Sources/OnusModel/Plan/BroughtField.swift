import OnusPlugin

/// What an event is known to bring under a name, since the workflow that takes it sends it itself.
package struct BroughtField: Codable, Sendable, Hashable {
    package var name: String
    /// Nil where it may be anything.
    package var type: FieldType?
    package var isOptional: Bool

    package init(name: String, type: FieldType?, isOptional: Bool) {
        (self.name, self.type, self.isOptional) = (name, type, isOptional)
    }

    fileprivate func problem(with value: Value?) -> String? {
        guard let type else {
            return value == nil && !isOptional ? "`\(name)` is missing" : nil
        }
        return Field(name: name, type: type, isOptional: isOptional).problem(with: value)
    }
}

extension EventPattern {
    /// A signal with what it brings read by the types that are known of it, as far as it fits.
    package func read(_ signal: Signal) -> Signal {
        guard let brings, signal.chain == nil else { return signal }
        var signal = signal
        for field in brings {
            guard let type = field.type, let value = signal.data[field.name] else { continue }
            signal.data[field.name] = type.read(value) ?? value
        }
        return signal
    }

    /// Why a signal from outside, as `read` gives it, is none of those that are meant here.
    ///
    /// WHY: what runs send was held against the workflows that take it before any of them ran.
    package func problem(with signal: Signal) -> String? {
        guard let brings, signal.chain == nil else { return nil }
        return brings.lazy.compactMap { $0.problem(with: signal.data[$0.name]) }.first
    }
}
