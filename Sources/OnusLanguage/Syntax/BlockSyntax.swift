import OnusCalendar
import OnusModel

// Steps that contain lists of steps, as written.

package struct ParallelSyntax: Sendable {
    package var branches: [BranchSyntax]
    package var join: JoinSyntax
    package var rest: ParallelPlan.Rest
    package var isOneAtATime: Bool

    package init(
        branches: [BranchSyntax], join: JoinSyntax, rest: ParallelPlan.Rest, isOneAtATime: Bool
    ) {
        self.branches = branches
        self.join = join
        self.rest = rest
        self.isOneAtATime = isOneAtATime
    }
}

package struct BranchSyntax: Sendable {
    package var name: Located<String>
    package var condition: ExpressionSyntax?
    package var steps: [StepSyntax]

    package init(name: Located<String>, condition: ExpressionSyntax?, steps: [StepSyntax]) {
        self.name = name
        self.condition = condition
        self.steps = steps
    }
}

package enum JoinSyntax: Sendable {
    case all
    case any
    case count(Located<Int>)
    case condition(ExpressionSyntax)
}

/// A case of a `switch`; without a condition it is the `otherwise`.
package struct CaseSyntax: Sendable {
    package enum Action: Sendable {
        case go(Located<String>)
        case run([StepSyntax])
    }

    package var condition: ExpressionSyntax?
    package var action: Action
    package var location: SourceLocation

    package init(condition: ExpressionSyntax?, action: Action, location: SourceLocation) {
        self.condition = condition
        self.action = action
        self.location = location
    }
}

/// The limit of rounds is the step's `at_most`.
package struct RepeatSyntax: Sendable {
    package var steps: [StepSyntax]
    package var until: ExpressionSyntax

    package init(steps: [StepSyntax], until: ExpressionSyntax) {
        self.steps = steps
        self.until = until
    }
}

/// What it gives stands in the step's `outputs`.
package struct ForeachSyntax: Sendable {
    package var items: ExpressionSyntax
    package var name: Located<String>
    package var steps: [StepSyntax]
    package var atOnce: Located<Int>?
    package var join: JoinSyntax
    package var rest: ParallelPlan.Rest
    package var addition: AdditionSyntax?

    package init(
        items: ExpressionSyntax, name: Located<String>, steps: [StepSyntax],
        atOnce: Located<Int>?, join: JoinSyntax, rest: ParallelPlan.Rest,
        addition: AdditionSyntax?
    ) {
        self.items = items
        self.name = name
        self.steps = steps
        self.atOnce = atOnce
        self.join = join
        self.rest = rest
        self.addition = addition
    }
}

package enum WaitSyntax: Sendable {
    case period(Located<Period>)
    case until(ExpressionSyntax)
    case condition(ExpressionSyntax)
    case settled([Located<String>])
}

package struct ScopeSyntax: Sendable {
    package var steps: [StepSyntax]
    package var handlers: [HandlerSyntax]
    /// The fields of its own duty, where it has a deadline of its own.
    package var phase: DutySyntax?

    package init(steps: [StepSyntax], handlers: [HandlerSyntax], phase: DutySyntax? = nil) {
        self.steps = steps
        self.handlers = handlers
        self.phase = phase
    }
}

package struct HandlerSyntax: Sendable {
    package var id: Located<String>
    package var trigger: TriggerSyntax
    package var triggerLocation: SourceLocation
    package var steps: [StepSyntax]
    package var next: Located<String>?
    /// `duties:` of the handler.
    package var defaults: DutySyntax

    package init(
        id: Located<String>, trigger: TriggerSyntax, triggerLocation: SourceLocation,
        steps: [StepSyntax], next: Located<String>?, defaults: DutySyntax
    ) {
        self.id = id
        self.trigger = trigger
        self.triggerLocation = triggerLocation
        self.steps = steps
        self.next = next
        self.defaults = defaults
    }
}
