// ResponsibilityTasks holds the two halves of giving people something to do:
//
//   responsibility.assign    they take it on, or decline with a reason
//   responsibility.deliver   they report progress, hand in evidence, and say when it is done
//
// Who is accountable, by when and what happens otherwise is the duty's business and the same for
// every task kind. What is here is only what people can say, and when it is enough.
//
// Both kinds answer in the stage *decide*: they are asked after each act, look at nothing but the
// acts, and keep nothing between two questions.

import OnusPlugin

/// Taking duties on, and carrying them out.
public struct ResponsibilityPlugin: Plugin {
    public static let name = "responsibility"

    public init(settings: Settings) throws { try settings.allow() }

    public var tasks: [any TaskKind.Type] { [Assign.self, Deliver.self] }
}
