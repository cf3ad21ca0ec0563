import OnusCEL
import OnusPlugin
import OnusValues

/// Steps that are done again until something holds.
package struct RepeatPlan: Codable, Sendable, Hashable {
    package var body: Block
    /// Looked at after every round; it sees the steps of the round.
    package var until: Expression
    /// The round after the last one raises the error `passes`; nil is no limit.
    package var maximumRounds: Int?

    package init(body: Block, until: Expression, maximumRounds: Int? = nil) {
        self.body = body
        self.until = until
        self.maximumRounds = maximumRounds
    }
}

/// Steps that are done once for each item of a list.
package struct ForeachPlan: Codable, Sendable, Hashable {
    /// Gives the list, once, when the step is entered.
    package var items: Expression
    /// What the items are; nil where nothing is known of it.
    package var itemType: ValueType?
    /// What the steps call their item.
    package var name: String
    package var body: Block
    /// How many items may be under way at the same time; nil is no limit.
    package var atOnce: Int?
    package var join: ParallelPlan.Join
    package var rest: ParallelPlan.Rest
    /// Worked out as each item ends; the step gives the list of each.
    package var outputs: [Binding]
    package var addition: ItemAddition?

    package init(
        items: Expression, name: String, body: Block, atOnce: Int? = nil,
        join: ParallelPlan.Join = .all, rest: ParallelPlan.Rest = .withdraw,
        outputs: [Binding] = [], addition: ItemAddition? = nil, itemType: ValueType? = nil
    ) {
        self.items = items
        self.itemType = itemType
        self.name = name
        self.body = body
        self.atOnce = atOnce
        self.join = join
        self.rest = rest
        self.outputs = outputs
        self.addition = addition
    }

    /// How many items one step can have.
    package static let mostItems = 1_000
}
