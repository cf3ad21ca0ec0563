import OnusCalendar
import OnusModel

/// A step as written.
package struct StepSyntax: Sendable {
    package var id: Located<String>
    package var title: Located<Text>?
    package var condition: ExpressionSyntax?
    /// Clauses such as `fund_rules/7`.
    package var basis: [Located<String>] = []
    package var maximumPasses: Located<Int>?
    package var next: NextSyntax?
    /// By the error's name, `any` included.
    package var catches: [Named<Located<String>>] = []
    package var outputs: [Named<ValueSyntax>] = []
    /// `duties:` on a block.
    package var defaults = DutySyntax()
    package var verb: VerbSyntax
    /// The verb's key.
    package var verbLocation: SourceLocation

    package init(id: Located<String>, verb: VerbSyntax, verbLocation: SourceLocation) {
        self.id = id
        self.verb = verb
        self.verbLocation = verbLocation
    }
}

/// Where a step leads: names of targets are `continue`, `leave` or the id of a step.
package enum NextSyntax: Sendable {
    case always(Located<String>)
    /// By outcome, `any` included.
    case byOutcome([Named<Located<String>>])
}

/// The one thing that a step does.
package enum VerbSyntax: Sendable {
    case task(TaskSyntax)
    case parallel(ParallelSyntax)
    case `switch`([CaseSyntax])
    case wait(WaitSyntax)
    case scope(ScopeSyntax)
    case set([Named<ValueSyntax>])
    case end(EndSyntax)
    case fail(FailSyntax)
    /// No verb, two verbs, or one that was not understood; reported already.
    case unknown
}

package struct TaskSyntax: Sendable {
    package var name: Located<String>
    package var parameters: [Named<ValueSyntax>]
    /// The fields of a duty, as far as this step states them itself.
    package var duty: DutySyntax
    package var retry: RetrySyntax?

    package init(
        name: Located<String>, parameters: [Named<ValueSyntax>], duty: DutySyntax,
        retry: RetrySyntax?
    ) {
        self.name = name
        self.parameters = parameters
        self.duty = duty
        self.retry = retry
    }
}

package struct RetrySyntax: Sendable {
    package var retry: ActionPlan.Retry
    package var location: SourceLocation

    package init(_ retry: ActionPlan.Retry, at location: SourceLocation) {
        self.retry = retry
        self.location = location
    }
}

package struct ParallelSyntax: Sendable {
    package var branches: [BranchSyntax]
    package var join: JoinSyntax
    package var rest: ParallelPlan.Rest

    package init(branches: [BranchSyntax], join: JoinSyntax, rest: ParallelPlan.Rest) {
        self.branches = branches
        self.join = join
        self.rest = rest
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

package enum WaitSyntax: Sendable {
    case period(Located<Period>)
    case until(ExpressionSyntax)
}

package struct ScopeSyntax: Sendable {
    package var steps: [StepSyntax]
    package var handlers: [HandlerSyntax]

    package init(steps: [StepSyntax], handlers: [HandlerSyntax]) {
        self.steps = steps
        self.handlers = handlers
    }
}

package struct HandlerSyntax: Sendable {
    package var id: Located<String>
    package var trigger: ScopePlan.Trigger
    package var triggerLocation: SourceLocation
    package var steps: [StepSyntax]
    package var next: Located<String>?
    /// `duties:` of the handler.
    package var defaults: DutySyntax

    package init(
        id: Located<String>, trigger: ScopePlan.Trigger, triggerLocation: SourceLocation,
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

package struct EndSyntax: Sendable {
    package var outcome: Located<String>
    package var outputs: [Named<ValueSyntax>]

    package init(outcome: Located<String>, outputs: [Named<ValueSyntax>]) {
        self.outcome = outcome
        self.outputs = outputs
    }
}

package struct FailSyntax: Sendable {
    package var error: Located<String>
    package var message: ScalarSyntax?

    package init(error: Located<String>, message: ScalarSyntax?) {
        self.error = error
        self.message = message
    }
}
