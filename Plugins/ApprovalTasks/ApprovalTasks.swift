// ApprovalTasks holds one task kind, `approval`: people decide, and a rule counts what they say.
//
//   Approval   the parameters, the outcomes, and what is not accepted
//   Rule       how many must agree, as authors write it
//   Ballot     who said what so far
//   Count      from a ballot to an outcome, or to what is still missing
//
// Like every duty task it is asked after each act and keeps nothing between two questions. What
// each rule means, to the vote, stands in the comments of `Rule` and `Count`; the tests compare it
// with a count that tries out every way in which the open votes could still fall.

import OnusPlugin

/// Decisions by one person or by many.
public struct ApprovalPlugin: Plugin {
    public static let name = "approval"

    public init(settings: Settings) throws { try settings.allow() }

    public var tasks: [any TaskKind.Type] { [Approval.self] }
}
