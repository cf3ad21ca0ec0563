import OnusModel
import OnusPlugin
import OnusRuntime
import OnusStore

/// Finds the run that a command is about, or starts one: the same command again finds the same run
/// as long as it has not told how the run ended.
struct RunStarter {
    let database: Database
    let workflow: WorkflowID
    let person: Person
    let inputs: ValueMap
    /// Of plan, inputs, person and script.
    let fingerprint: String

    init(
        _ database: Database, _ workflow: WorkflowID, plan digest: String, by person: Person,
        inputs: ValueMap, script: [UInt8]?
    ) {
        self.database = database
        self.workflow = workflow
        self.person = person
        self.inputs = inputs
        let whole: Value = [
            "plan": .string(digest), "inputs": .map(inputs), "person": .string(person.id),
            "script": script.map { .string(Digest(of: $0).description) } ?? .null,
        ]
        fingerprint = Digest(of: whole).description
    }

    /// - Parameter isNew: another one, whatever there is.
    /// - Returns: the run, and whether it was there before.
    func run(isNew: Bool) async throws -> (run: RunID, wasThere: Bool) {
        let earlier = try await database.store.runs(
            matching: RunFilter(fingerprint: fingerprint))
        if !isNew, let last = earlier.first, try await isUnfinished(last) {
            return (last.run, true)
        }
        let (run, answer) = try await database.runtime.start(
            workflow, by: person, inputs: inputs, command: try await command(earlier.count + 1),
            fingerprint: fingerprint)
        if case .refused(let refusal) = answer { throw refusal }
        return (run, false)
    }

    /// WHY: two calls at the same moment have the same, and start one run and not two. What was
    /// refused stays refused; whoever tries again does so anew.
    private func command(_ number: Int) async throws -> CommandID {
        let name = "run:\(fingerprint):\(number)"
        var command = CommandID(name)
        var tries = 1
        while try await database.runtime.hasRefused(command) {
            tries += 1
            command = CommandID("\(name).\(tries)")
        }
        return command
    }

    /// A run that ended before anybody was told of it, as when the program was killed at its end,
    /// is told of by the next call.
    private func isUnfinished(_ row: RunRow) async throws -> Bool {
        if row.status == .running { return true }
        return try await database.store.setting(toldSetting) != row.run.rawValue
    }

    private var toldSetting: String { "told:\(fingerprint)" }

    /// Notes that somebody was told how the run ended.
    func noteTold(_ run: RunID) async throws {
        try await database.store.change([toldSetting: run.rawValue])
    }
}
