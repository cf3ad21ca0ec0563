import OnusCalendar
import OnusEngine
import OnusModel
import OnusPlugin
import OnusStore

/// What is put into force together.
package struct Deployment: Sendable {
    package var plans: [Plan] = []
    package var organization: Organization?
    package var calendars: [CalendarDefinition] = []
    package init(
        plans: [Plan] = [], organization: Organization? = nil,
        calendars: [CalendarDefinition] = []
    ) {
        self.plans = plans
        self.organization = organization
        self.calendars = calendars
    }
}

extension OnusRuntime {
    /// Keeps the documents for ever and makes all of them the ones in force at once. Runs that have
    /// started keep their plan. Deploying the same again changes nothing.
    ///
    /// - Returns: the digests of the plans, in their order.
    @discardableResult
    package func deploy(_ deployment: Deployment) async throws(RuntimeError) -> [String] {
        do {
            try await checkCallers(of: deployment.plans)
            var digests: [String] = []
            var pointers: [String: String] = [:]
            for plan in deployment.plans {
                let digest = try await save(plan, .plan, named: plan.workflow.rawValue)
                pointers[Pointer.plan(plan.workflow)] = digest
                digests.append(digest)
            }
            if let organization = deployment.organization {
                pointers[Pointer.organization] =
                    try await save(organization, .organization, named: organization.id)
            }
            for calendar in deployment.calendars {
                pointers[Pointer.calendar(calendar.id)] =
                    try await save(calendar, .calendar, named: calendar.id)
            }
            try await change(pointers)
            if !deployment.calendars.isEmpty || deployment.organization != nil {
                try await wakeOpenRuns()
            }
            return digests
        } catch let error as StoreError {
            throw RuntimeError(error)
        } catch let error as RuntimeError {
            throw error
        } catch {
            throw RuntimeError(.unreadable, "\(error)")
        }
    }

    /// Lets every open run see whether a calendar that has grown moves its provisional deadlines, and
    /// who is of the organisation no longer.
    private func wakeOpenRuns() async throws {
        let open = try await store.runs(matching: RunFilter(status: .running, limit: .max))
        for run in open { _ = try await wakeIfReadable(run.run) }
    }

    private func save(
        _ document: some Encodable, _ kind: Document.Kind, named name: String
    ) async throws -> String {
        let body = try ValueEncoder(keys: .asWritten).encode(document).canonicalJSON
        let digest = Digest(of: body).description
        if try await store.document(digest) == nil {
            try await store.save(
                Document(kind: kind, name: name, digest: digest, body: body, savedAt: clock.now))
        }
        return digest
    }

    private func change(_ pointers: [String: String]) async throws(StoreError) {
        var changes: [String: String] = [:]
        for (pointer, digest) in pointers where try await store.setting(pointer) != digest {
            changes[pointer] = digest
        }
        guard !changes.isEmpty else { return }
        // Workers of all processes see by it that they must look again.
        changes[Pointer.mark] = "\(entropy.next())"
        try await store.change(changes)
    }

    /// The engine of the plan in force under this name.
    package func engine(named workflow: WorkflowID) async throws(RuntimeError) -> Engine {
        let digest: String?
        do {
            digest = try await store.setting(Pointer.plan(workflow))
        } catch {
            throw RuntimeError(error)
        }
        return try await engine(of: workflow, plan: digest)
    }

    func engine(of workflow: WorkflowID, plan digest: String?) async throws(RuntimeError) -> Engine
    {
        guard let digest else {
            throw RuntimeError(
                .unknownWorkflow, "no workflow `\(workflow)` was deployed to this database")
        }
        return try await engines.engine(forPlan: digest)
    }

    /// Starts a run of the plan in force under this name.
    ///
    /// - Parameters:
    ///   - command: the same id finds the same run again; nil starts another.
    ///   - signal: stands for what would start it by itself, such as the calendar.
    package func start(
        _ workflow: WorkflowID, by person: Person, inputs: ValueMap, command: CommandID? = nil,
        fingerprint: String? = nil, signal: String? = nil
    ) async throws(RuntimeError) -> (run: RunID, answer: Answer) {
        let run = runID(workflow, command)
        let answer = try await submit(
            Command(
                id: command ?? "",
                body: .start(
                    StartRun(run: run, initiator: person, inputs: inputs, signal: signal))),
            to: run, starting: workflow, fingerprint: fingerprint)
        return (run, answer)
    }

    /// A receipt that nobody can guess, for somebody who is nobody of the organisation.
    package func freshReceipt() -> String {
        let letters = Array("23456789abcdefghjkmnpqrstvwxyz")
        // WHY: never from the seed, which somebody may know.
        var chance = SystemRandomNumberGenerator()
        let drawn = (0..<24).compactMap { _ in letters.randomElement(using: &chance) }
        return stride(from: 0, to: drawn.count, by: 6)
            .map { String(drawn[$0..<min($0 + 6, drawn.count)]) }.joined(separator: "-")
    }

    private func runID(_ workflow: WorkflowID, _ command: CommandID?) -> RunID {
        guard let command else { return RunID.drawn(for: workflow, from: entropy.next()) }
        let digest = Digest(of: Array(command.rawValue.utf8)).bytes
        return RunID.drawn(
            for: workflow, from: digest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
    }
}

/// The settings by which a database says what is in force.
package enum Pointer {
    package static let organization = "organization"
    package static let mark = "mark"
    package static func plan(_ workflow: WorkflowID) -> String { "plan:\(workflow)" }
    package static func calendar(_ id: String) -> String { "calendar:\(id)" }
}
