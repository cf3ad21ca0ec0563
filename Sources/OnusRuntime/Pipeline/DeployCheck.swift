import OnusEngine
import OnusModel
import OnusPlugin
import OnusStore

extension OnusRuntime {
    /// INVARIANT: what is in force gives to what it calls the inputs that this needs, and knows where
    /// to go from each of its ends. The checker proves that of files that are checked together; here
    /// are those that were deployed before.
    func checkCallers(of plans: [Plan]) async throws {
        guard !plans.isEmpty else { return }
        let new = Dictionary(
            plans.map { ($0.workflow, Engine(plan: $0, digest: "", catalog: catalog)) },
            uniquingKeysWith: { $1 })
        for caller in try await deployedWorkflows() where new[caller] == nil {
            let engine: Engine
            do throws(RuntimeError) { engine = try await self.engine(named: caller) } catch {
                guard error.isOfOneRun else { throw error }
                continue
            }
            for (step, call) in engine.calls {
                guard let problem = new[call.workflow].flatMap({ misfit(call, $0) }) else {
                    continue
                }
                throw RuntimeError(
                    .misfit,
                    "`\(caller)`, which is in force, calls `\(call.workflow)` at `\(step)` \(problem)"
                )
            }
            for start in engine.plan.ladders.values.flatMap(\.rungs).compactMap(\.start) {
                guard let input = new[start.workflow]?.plan.lacking(start.inputs) else {
                    continue
                }
                throw RuntimeError(
                    .misfit,
                    "a ladder of `\(caller)`, which is in force, starts `\(start.workflow)` without its "
                        + "input `\(input)`")
            }
        }
    }

    private func misfit(_ call: CallPlan, _ called: Engine) -> String? {
        if let input = called.plan.lacking(call.inputs) { return "without its input `\(input)`" }
        return called.outcomes.sorted().first { !call.handles($0) }.map {
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
