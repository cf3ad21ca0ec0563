import ArgumentParser
import OnusModel
import OnusPlugin
import OnusRuntime
import OnusStore
import OnusValues

struct Runs: StandardSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "runs",
        abstract: "Lists runs, the newest first.")

    @Option(help: "Of this workflow only.") var workflow: String?
    @Option(help: "In this state only: running, ended, failed or cancelled.") var state: RunStatus?
    @Option(help: "Started by this person only.") var initiator: String?
    @Option(help: "Started by this run only.") var parent: String?
    @Option(help: "At most so many.") var limit = 100

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit is at least 1") }
    }

    func run(in session: Session, _ console: Console) async throws -> ExitStatus {
        let filter = RunFilter(
            workflow: workflow.map { WorkflowID($0) }, status: state?.status,
            initiator: initiator.map { Person($0) }, parent: parent.map { RunID($0) },
            limit: limit)
        let opening = try session.opening(database)
        let isThere = try await session.withExistingDatabase(opening, console) { database in
            let runs = try await database.store.runs(matching: filter)
            if console.isJSON {
                try console.write(document: ["runs": .list(runs.map(\.document))])
            } else if runs.isEmpty {
                console.say("there are no such runs")
            } else {
                let wording = try await database.wording(session, console.style)
                try console.write(Self.table(runs, wording))
            }
            let refused = try await database.runtime.refusedStarts()
            if !refused.isEmpty {
                let names = Set(refused.map(\.workflow.rawValue)).sorted()
                console.say(
                    "what should have started by itself and could not: "
                        + names.map { "`\($0)`" }.joined(separator: ", ")
                        + database.hints.complete(commandsIn: "; `onus doctor` says why"))
            }
        }
        if !isThere, console.isJSON { try console.write(document: ["runs": []]) }
        return .done
    }

    private static func table(_ runs: [RunRow], _ wording: Wording) -> Table {
        var table = Table("run", "version", "state", "outcome", "started", "ended", "by")
        for run in runs {
            table.add(
                .init(run.run.rawValue, .cyan), .init("\(run.version)"),
                .init(run.status.rawValue, RunText.ink(of: run.status)),
                .init(run.outcome ?? ""), .init(wording.time(run.startedAt)),
                .init(run.endedAt.map(wording.time) ?? ""), .init(wording.person(run.initiator)))
        }
        return table
    }
}

/// A run's state on the command line.
enum RunStatus: String, ExpressibleByArgument, CaseIterable {
    case running, ended, failed, cancelled

    var status: RunState.Status? { RunState.Status(rawValue: rawValue) }
}

extension RunRow {
    /// The fields that it shares with the report of a run.
    var document: Value {
        [
            "run": .string(run.rawValue), "workflow": .string(workflow.rawValue),
            "version": .int(Int64(version)), "state": .string(status.rawValue),
            "outcome": outcome.map { .string($0) } ?? .null, "started_at": .time(startedAt),
            "ended_at": endedAt.map { .time($0) } ?? .null, "initiator": .string(initiator.id),
            "parent": parent.map { .string($0.rawValue) } ?? .null,
        ]
    }
}
