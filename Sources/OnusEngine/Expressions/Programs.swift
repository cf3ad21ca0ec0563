import OnusCEL
import OnusModel
import OnusPlugin
import Synchronization

/// The compiled expressions of one plan, each made when it is first needed.
///
/// They passed the checker before the plan was compiled, so they are not checked again here.
final class Programs: Sendable {
    private let compiled = Mutex<[Expression: Program]>([:])
    private let environment: Environment

    init(_ plan: Plan) {
        let names =
            ["inputs", "vars", "steps", "initiator", "run", "now", "duty", "finished", "total"]
            + ExpressionTypes.dutyPeople.map(\.name) + plan.roles.map(\.name)
        environment = Environment(
            variables: Dictionary(names.map { ($0, .dyn) }, uniquingKeysWith: { $1 }),
            functions: WorkflowFunctions.library, timeZones: WorkflowFunctions.timeZones)
    }

    func program(for expression: Expression) -> Program {
        if let program = compiled.withLock({ $0[expression] }) { return program }
        let program = environment.compileUnchecked(expression)
        compiled.withLock { $0[expression] = program }
        return program
    }
}
