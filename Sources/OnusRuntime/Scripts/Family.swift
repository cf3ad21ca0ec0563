import OnusModel
import OnusPlugin
import OnusStore

extension OnusRuntime {
    /// A run and all runs that it made start, itself first.
    package func family(of run: RunID) async throws(RuntimeError) -> [RunID] {
        var family = [run]
        var next = 0
        do {
            while next < family.count {
                let children = try await store.runs(matching: RunFilter(parent: family[next]))
                family += children.map(\.run).filter { !family.contains($0) }
                next += 1
            }
        } catch {
            throw RuntimeError(error)
        }
        return family
    }

    /// A run of a family, and where the others see what is in it.
    struct Member {
        let run: RunID
        let workflow: WorkflowID
        /// Ends with a slash unless it is empty.
        let path: String
    }

    /// The family of a run, each with where it was called; what a ladder started goes by its name.
    func members(of run: RunID) async throws(RuntimeError) -> [Member] {
        var members: [Member] = []
        for member in try await family(of: run) {
            guard let state = try await load(member) else { continue }
            var path = ""
            if member != run, let cause = state.cause {
                let above = members.first { $0.run == cause.run }?.path ?? ""
                path = above + (cause.place?.rawValue ?? state.workflow.rawValue) + "/"
            }
            members.append(Member(run: member, workflow: state.workflow, path: path))
        }
        return members
    }
}
