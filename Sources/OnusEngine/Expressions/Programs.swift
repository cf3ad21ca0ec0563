import OnusCEL
import OnusModel
import OnusPlugin
import Synchronization

/// The compiled expressions of one plan, each made when it is first needed.
///
/// They passed the checker before the plan was compiled. They are checked again all the same, loosely,
/// since only the checker knows who is a person and who are people: what `+` joins without repeats,
/// and where one person stands for several.
final class Programs: Sendable {
    private let compiled = Mutex<[Expression: Program]>([:])
    private let environment: Environment
    /// Of all steps.
    private let ids: [String]

    init(_ plan: Plan, _ map: PlanMap) {
        ids = map.allSteps.map(\.id.rawValue).sorted()
        var variables: [String: ValueType] = [
            "inputs": .dyn, "vars": .dyn, "steps": Self.steps(ids, certain: []),
            "initiator": .person,
            "run": ExpressionTypes.run, "now": .timestamp, "duty": ExpressionTypes.duty,
            "finished": .dyn, "total": .dyn, "event": .dyn,
            "error": ExpressionTypes.error(isCertain: false),
        ]
        for (name, type) in ExpressionTypes.dutyPeople { variables[name] = type }
        for case .foreach(let loop) in map.allSteps.map(\.verb) { variables[loop.name] = .dyn }
        for role in plan.roles { variables[role.name] = .dyn }
        environment = Self.typed(
            plan.roles,
            in: Environment(
                variables: variables, functions: WorkflowFunctions.complete, isStrict: false,
                timeZones: WorkflowFunctions.timeZones))
    }

    /// Any step may not have run: `has(steps.ID.outcome)` is then false, and no error.
    private static func steps(_ ids: [String], certain: Set<String>) -> ValueType {
        .record(
            RecordType(
                name: "steps",
                fields: ids.map { .init($0, .dyn, mayBeAbsent: !certain.contains($0)) }))
    }

    /// Roles may name one another in any order, so each round can tell the types of some more.
    private static func typed(_ roles: [Plan.Role], in environment: Environment) -> Environment {
        var environment = environment
        for _ in roles {
            let before = environment.variables
            for role in roles {
                switch environment.check(role.people).type {
                case .person: environment.variables[role.name] = .person
                case .people, .list(.person): environment.variables[role.name] = .people
                default: break
                }
            }
            if environment.variables == before { break }
        }
        return environment
    }

    func program(for expression: Expression) -> Program {
        if let program = compiled.withLock({ $0[expression] }) { return program }
        let program =
            typedProgram(for: expression) ?? environment.compileUnchecked(expression)
        compiled.withLock { $0[expression] = program }
        return program
    }

    /// Whether an expression looks at nothing that changes while a run goes on, but at a message.
    func asksMessageAlone(_ expression: Expression) -> Bool {
        environment.check(expression).references.allSatisfy { reference in
            ["event", "inputs", "initiator"].contains(reference.path.first)
        }
    }

    /// The steps that an expression reads without a guard, or with one too, and the field that it
    /// reads of each.
    func reads(of expression: Expression, guarded: Bool) -> [StepRead] {
        environment.check(expression).references.compactMap { reference in
            guard guarded || reference.use == .read && !reference.isGuarded,
                reference.path.count > 1, reference.path[0] == "steps"
            else { return nil }
            return StepRead(
                step: StepID(reference.path[1]),
                field: reference.path.count > 2 ? reference.path[2] : nil)
        }
    }

    /// What an expression names that the organisation has not, such as ``no person `lee```.
    func missing(in organization: Organization, for expression: Expression) -> [String] {
        environment.check(expression).calls.compactMap { call in
            guard let name = call.arguments.first?.text,
                let (kind, known) = organization.names(for: call.function), !known.contains(name)
            else { return nil }
            return "no \(kind) `\(name)`"
        }
    }

    private func typedProgram(for expression: Expression) -> Program? {
        let checked = environment.check(expression)
        if let program = checked.program { return program }
        // What is read without a guard has run by then: the checker saw to that.
        let certain = checked.references.filter { reference in
            reference.use == .read && !reference.isGuarded && reference.path.first == "steps"
        }.compactMap { $0.path.dropFirst().first }
        var environment = environment
        environment.variables["steps"] = Self.steps(ids, certain: Set(certain))
        return environment.check(expression).program
    }
}
