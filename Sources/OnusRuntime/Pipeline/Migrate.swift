import OnusEngine
import OnusModel
import OnusPlugin
import OnusStore

extension OnusRuntime {
    /// Moves a run to another version of its workflow, or says all that stands in the way.
    package func migrate(
        _ run: RunID, to version: Int, by person: Person, because reason: String
    ) async throws(RuntimeError) -> Answer {
        guard let state = try await load(run) else {
            throw RuntimeError(.unknownRun, "there is no run `\(run)`")
        }
        let old = try await engines.engine(forPlan: state.plan).plan
        let digest = try await plan(of: state.workflow, version: version)
        let command = MigrateRun(person: person, reason: reason, from: old)
        return try await submit(
            Command(id: "", body: .migrate(command)), to: run, pinnedTo: digest)
    }

    /// The plan of a version that was deployed last.
    private func plan(
        of workflow: WorkflowID, version: Int
    ) async throws(RuntimeError) -> String {
        let documents: [Document]
        do { documents = try await store.documents(.plan) } catch { throw RuntimeError(error) }
        for document in documents.reversed() where document.name == workflow.rawValue {
            guard try await engines.engine(forPlan: document.digest).plan.version == version else {
                continue
            }
            return document.digest
        }
        throw RuntimeError(
            .unknownWorkflow,
            "version \(version) of `\(workflow)` was not deployed to this database")
    }
}
