import OnusCalendar
import OnusModel

/// A step as written.
package struct StepSyntax: Sendable {
    package var id: Located<String>
    package var title: TextSyntax?
    package var description: TextSyntax?
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
    /// The step that compensates it.
    package var undo: Located<String>?
    /// `vars:` on a block.
    package var variables: [FieldSyntax] = []
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
    case `repeat`(RepeatSyntax)
    case foreach(ForeachSyntax)
    case receive(ReceiveSyntax)
    case emit(EmitSyntax)
    case withdraw([Located<String>])
    case call(CallSyntax)
    case lock(LockSyntax)
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

package struct EndSyntax: Sendable {
    package var outcome: Located<String>
    package var outputs: [Named<ValueSyntax>]
    /// `undo: all`.
    package var undoesAll: Bool

    package init(outcome: Located<String>, outputs: [Named<ValueSyntax>], undoesAll: Bool) {
        self.outcome = outcome
        self.outputs = outputs
        self.undoesAll = undoesAll
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
