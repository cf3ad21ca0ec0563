import OnusEngine
import OnusModel
import OnusPlugin
import OnusStore

extension OnusRuntime {
    /// INVARIANT: what is in force gives to what it calls the inputs that this needs, and knows where
    /// to go from each of its ends. The checker proves that of files that are checked together; here
    /// are those that were deployed before.
    func checkCallers(of plans: [Plan]) async throws {
        let new = Dictionary(plans.map { ($0.workflow, $0) }, uniquingKeysWith: { $1 })
        guard !new.isEmpty else { return }
        for name in Set(try await store.documents(.plan).map(\.name)).sorted() {
            let caller = WorkflowID(name)
            guard new[caller] == nil, let digest = try await store.setting(Pointer.plan(caller)),
                let engine = try? await engines.engine(forPlan: digest)
            else { continue }
            for (step, call) in engine.calls {
                guard let problem = try new[call.workflow].flatMap({ try misfit(call, $0) }) else {
                    continue
                }
                throw RuntimeError(
                    .misfit,
                    "`\(caller)`, which is in force, calls `\(call.workflow)` at `\(step)` \(problem)"
                )
            }
            for start in engine.plan.ladders.values.flatMap(\.rungs).compactMap(\.start) {
                guard let plan = new[start.workflow], let input = plan.lacking(start.inputs) else {
                    continue
                }
                throw RuntimeError(
                    .misfit,
                    "a ladder of `\(caller)`, which is in force, starts `\(start.workflow)` without its "
                        + "input `\(input)`")
            }
        }
    }

    private func misfit(_ call: CallPlan, _ plan: Plan) throws -> String? {
        if let input = plan.lacking(call.inputs) { return "without its input `\(input)`" }
        let outcomes = Engine(plan: plan, digest: "", catalog: catalog).outcomes
        return outcomes.sorted().first { !call.handles($0) }.map {
            "and does not say where to go when it ends `\($0)`"
        }
    }
}

extension Plan {
    /// An input that must be given and is not.
    fileprivate func lacking(_ given: [Binding]) -> String? {
        inputs.first { input in
            !input.isOptional && input.defaultValue == nil
                && !given.contains { $0.name == input.name }
        }?.name
    }
}
