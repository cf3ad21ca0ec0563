import OnusCalendar
import OnusModel
import OnusPlugin
import OnusStore

// By which names people mean a duty, or something that they may do: on the command line and in tests.

extension DutyRow {
    /// Its step, or its place in the run or the end of that, with or without the pass.
    package func isMeant(by text: String) -> Bool { isMeant(by: text, below: "") }

    /// - Parameter path: where the run was called, as its caller and that one's caller see it.
    func isMeant(by text: String, below path: String) -> Bool {
        if text == step.rawValue || text == duty.rawValue { return true }
        return [place.rawValue, place.withoutPasses.rawValue].map { path + $0 }.contains {
            $0 == text || text.contains("/") && $0.hasSuffix("/\(text)")
        }
    }

    /// Where in its run it is.
    package var place: Place {
        Place(rawValue: String(duty.rawValue.dropFirst(run.rawValue.count + 1)))
    }
}

/// What somebody can act on: a duty, or else a right.
package enum OpenAsk: Sendable {
    case duty(Duty)
    case right(Right)
    /// Several are meant; these are their places.
    case several([String])
}

extension OnusRuntime {
    /// What is open by this name in a run or in one that it made start. Among several, those on the
    /// person's desk are meant.
    package func openAsk(
        at name: String, for person: Person?, of run: RunID
    ) async throws(RuntimeError) -> OpenAsk? {
        var mine: [Candidate] = []
        var others: [Candidate] = []
        for member in try await members(of: run) {
            let desks = try await desks(of: person, in: member.workflow)
            for row in try await openRows(of: member.run)
            where row.isMeant(by: name, below: member.path) {
                let candidate = Candidate(row: row, place: member.path + row.place.rawValue)
                if desks.isDisjoint(with: row.desks) {
                    others.append(candidate)
                } else {
                    mine.append(candidate)
                }
            }
        }
        let found = mine.isEmpty ? others : mine
        guard found.count <= 1 else { return .several(found.map(\.place)) }
        guard let row = found.first?.row, let state = try await load(row.run) else { return nil }
        if let duty = state.duties[row.duty] { return .duty(duty) }
        return state.rights[row.duty].map { .right($0) }
    }

    /// The open duty of this step.
    package func openDuty(at step: String, of run: RunID) async throws(RuntimeError) -> Duty? {
        if case .duty(let duty)? = try await openAsk(at: step, for: nil, of: run) {
            duty
        } else {
            nil
        }
    }

    private struct Candidate {
        let row: DutyRow
        let place: String
    }

    private func openRows(of run: RunID) async throws(RuntimeError) -> [DutyRow] {
        do { return try await store.duties(of: run).filter { $0.state == .open } } catch {
            throw RuntimeError(error)
        }
    }

    /// Whose duties somebody may do today: their own, and those of people for whom they stand in.
    private func desks(
        of person: Person?, in workflow: WorkflowID
    ) async throws(RuntimeError) -> Set<Person> {
        guard let person else { return [] }
        let world = try await worlds.world(of: store)
        guard let today = try? world.calendar?.zone.local(at: clock.now).date else {
            return [person]
        }
        let principals = world.organization.delegations.filter { delegation in
            delegation.to == person && delegation.between.contains(today)
                && (delegation.workflows.map { $0.contains(workflow) } ?? true)
        }
        return Set([person] + principals.map(\.from))
    }
}
