import OnusPlugin

/// A name that stands for one thing of one kind, so that a run's id never passes for a duty's.
package struct Identifier<Tag>: Sendable {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
    package init(_ text: String) { rawValue = text }
}

// WHY: dictionaries look for identifiers all the time. What the compiler derives, or a raw value
// gives, would ask at each look for what it does not know of `Tag`.
extension Identifier: Hashable {
    @inlinable
    package static func == (one: Self, other: Self) -> Bool { one.rawValue == other.rawValue }
    @inlinable
    package func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }
}

extension Identifier: Codable {
    package init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(String.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}

extension Identifier: CustomStringConvertible, ExpressibleByStringLiteral, Comparable {
    package var description: String { rawValue }
    package init(stringLiteral value: String) { rawValue = value }
    package static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }
}

package enum WorkflowTag {}
package enum RunTag {}
package enum StepTag {}
package enum BlockTag {}
package enum DutyTag {}
package enum TimerTag {}
package enum CommandTag {}
package enum EffectTag {}

/// The name of a workflow, such as `special-fund`.
package typealias WorkflowID = Identifier<WorkflowTag>
/// One execution, such as `special-fund-3k9d2m`.
package typealias RunID = Identifier<RunTag>
/// The id of a step, unique in its workflow.
package typealias StepID = Identifier<StepTag>
/// A list of steps by the path of what contains it: empty for the workflow's own, `review/budget`
/// for a branch.
package typealias BlockID = Identifier<BlockTag>
/// A duty: its run and its place, such as `special-fund-3k9d2m/review/budget/budget#2`.
package typealias DutyID = Identifier<DutyTag>
/// A timer within one run; setting it again moves it.
package typealias TimerID = Identifier<TimerTag>
/// Given by whoever sends a command; the same id gets the same answer for ever.
package typealias CommandID = Identifier<CommandTag>
/// Stable over all attempts of one effect.
package typealias EffectKey = Identifier<EffectTag>

// As the key of a dictionary it is stored as a key, not as an element of a list.
extension Identifier: CodingKeyRepresentable {
    package var codingKey: any CodingKey { PlainKey(rawValue) }
    package init?<Key: CodingKey>(codingKey: Key) { rawValue = codingKey.stringValue }
}

struct PlainKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(_ text: String) { stringValue = text }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}
