import OnusModel

package struct CallSyntax: Sendable {
    package var workflow: Located<String>
    package var inputs: [Named<ValueSyntax>]
    package var isDetached: Bool

    package init(workflow: Located<String>, inputs: [Named<ValueSyntax>], isDetached: Bool) {
        self.workflow = workflow
        self.inputs = inputs
        self.isDetached = isDetached
    }
}

package struct LockSyntax: Sendable {
    package var name: ScalarSyntax
    package var steps: [StepSyntax]

    package init(name: ScalarSyntax, steps: [StepSyntax]) {
        self.name = name
        self.steps = steps
    }
}
