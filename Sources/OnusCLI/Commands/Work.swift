import ArgumentParser
import OnusModel
import OnusRuntime
import OnusStore

struct Work: StandardSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "work",
        abstract: "Works for all runs: performs actions, fires timers, climbs ladders.",
        discussion:
            "It goes on until it is interrupted. Any number of workers may share a database.")

    @Flag(help: "End when nothing is to be done now.") var untilIdle = false
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: OutputOptions

    func run(in session: Session, _ console: Console) async throws -> ExitStatus {
        let opening = try session.opening(database)
        return try await session.withDatabase(opening, console) { database in
            if untilIdle || database.virtualClock != nil {
                if !untilIdle { console.say("virtual time stands still; `--at TIME` moves it") }
                let telling = try await Telling(database, session, console)
                try await database.runtime.work(until: .idle)
                try await telling?.tell()
                return .done
            }
            try await Interruption.run {
                console.say("working on `\(database.place.name)`; Ctrl-C ends it")
                try await work(database, session, console)
            }
            console.say("ended")
            return .done
        }
    }

    /// Goes on when the database is taken for a while, as by a copy that is made of it.
    private func work(
        _ database: Database, _ session: Session, _ console: Console
    ) async throws {
        let telling = try await Telling(database, session, console)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await Self.goOn(database, console) }
            if let telling { group.addTask { try await telling.untilCancelled() } }
            defer { group.cancelAll() }
            _ = try await group.next()
        }
    }

    private static func goOn(_ database: Database, _ console: Console) async throws {
        while !Task.isCancelled {
            do throws(RuntimeError) {
                try await database.runtime.work(until: .cancelled)
            } catch {
                guard error.underlying?.code == .locked else { throw error }
                console.warn(error.message)
                try? await Task.sleep(for: .seconds(1))
            }
        }
    }
}
