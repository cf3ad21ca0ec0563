import OnusEngine
import OnusModel
import OnusPlugin
import OnusStore

/// What an organisation that is about to come into force takes from what is there.
package struct Departures: Sendable {
    /// What workflows in force name and it has not.
    package var workflows: [(workflow: WorkflowID, missing: [String])] = []
    /// Open duties, and those who have a part in them and are not in it.
    package var duties: [(duty: DutyID, people: [Person])] = []
}

extension OnusRuntime {
    /// What an organisation has not and what is there needs.
    ///
    /// - Parameter replaced: workflows that come into force together with it.
    package func departures(
        by organization: Organization, replaced: Set<WorkflowID>
    ) async throws(RuntimeError) -> Departures {
        var departures = Departures()
        for workflow in try await deployedWorkflows() where !replaced.contains(workflow) {
            do throws(RuntimeError) {
                let missing = try await engine(named: workflow).missing(in: organization)
                if !missing.isEmpty { departures.workflows.append((workflow, missing)) }
            } catch {
                guard error.isOfOneRun else { throw error }
            }
        }
        for run in try await openRuns() {
            let duties = try await load(run)?.duties ?? [:]
            for (id, duty) in duties.sorted(by: { $0.key < $1.key }) {
                let people = duty.partakers.filter {
                    !$0.isPublic && organization.member($0) == nil
                }
                if !people.isEmpty { departures.duties.append((id, people)) }
            }
        }
        return departures
    }

    private func openRuns() async throws(RuntimeError) -> [RunID] {
        do {
            return try await store.runs(matching: RunFilter(status: .running, limit: .max))
                .map(\.run)
        } catch {
            throw RuntimeError(error)
        }
    }
}

extension Duty {
    /// Whom it would lack.
    fileprivate var partakers: [Person] {
        let people = opened.people
        return People(deciders + people.verifiers + [people.accountable] + people.supervisor)
            .members
    }
}
