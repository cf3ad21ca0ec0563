import OnusLanguage
import OnusModel
import OnusPlugin
import OnusRuntime
import OnusStore
import OnusValues

/// What `onus run` does once its run is there: lets it happen, tells of it, and says how it ended.
struct Drive {
    let database: Database
    let starter: RunStarter
    let run: RunID
    /// It goes on where an earlier call left it.
    let wasThere: Bool
    let script: ScriptFile?
    let session: Session
    let console: Console
    let wording: Wording

    init(
        _ database: Database, _ starter: RunStarter, _ script: ScriptFile?, _ session: Session,
        _ console: Console, isNew: Bool
    ) async throws {
        self.database = database
        self.starter = starter
        self.script = script
        self.session = session
        self.console = console
        let found = try await starter.run(isNew: isNew)
        (run, wasThere) = found
        wording = try await database.wording(session, console.style)
        if wasThere {
            let isOver = try await database.store.run(run)?.status != .running
            console.say(
                isOver
                    ? "`\(run)` has ended already; `--new` starts another"
                    : "going on with `\(run)`")
        }
    }

    func toItsEnd() async throws -> ExitStatus {
        if script == nil, session.isLive {
            let wording = try await database.wording(session, console.messageStyle)
            var live = LiveRun(database, run, session, wording)
            return try await end(try await live.untilItsEnd(), nil)
        }
        let told = try await database.wording(session, console.messageStyle)
        let narrator = Narrator(
            database, run, EventWriter(console: console, wording: told, main: run))
        if wasThere { try await narrator.skip() }
        let driver = Driver(database: database, run: run) { try await narrator.tell() }
        var problem: Failure?
        if let script {
            if database.virtualClock == nil {
                console.say(
                    "the script waits for its times on the real clock; `--clock virtual` with a "
                        + "database of its own plays it at once")
            }
            do {
                try await play(script, narrator)
            } catch let found as ScriptProblem {
                problem = Failure(found)
            }
            try await narrator.tell()
        }
        let standing: Driver.Standing =
            problem == nil ? try await driver.drive() : try await driver.advance()
        return try await end(standing, problem)
    }

    private func play(_ script: ScriptFile, _ narrator: Narrator) async throws {
        let folder = Path.folder(of: script.source.path)
        let environment = session.environment
        let isPlayed = database.virtualClock != nil
        let player = ScriptPlayer(
            runtime: database.runtime, run: run,
            evidence: { name in
                let file = try? EvidenceFile.read(Path.join(folder, name), in: environment)
                return file ?? (isPlayed ? ScriptPlayer.named(name) : nil)
            },
            watch: { try? await narrator.tell() })
        try await player.play(script.entries)
        if database.virtualClock != nil { try await player.finish() }
    }

    private func end(_ standing: Driver.Standing, _ problem: Failure?) async throws -> ExitStatus {
        let report = try await database.runtime.report(on: run)
        if console.isJSON {
            try console.write(document: report.value)
        } else {
            let text = RunText(report: report, wording: wording, now: database.now)
            try console.write("\n" + text.rendered)
        }
        if case .over = standing { try await starter.noteTold(run) }
        if let problem { return console.report(problem, withDocument: false) }
        if case .waits(let duties) = standing { say(duties) }
        if case .listens(let places) = standing { say(places) }
        if case .isStuck(let places) = standing { saySo(places) }
        switch report.run.status {
        case .failed, .cancelled: return .no
        case .running, .ended: return .done
        }
    }

    private func say(_ places: [Place]) {
        let names = places.map { "`\($0)`" }.joined(separator: ", ")
        guard !places.isEmpty else {
            return recommend(
                "\nnothing brings the run on by itself; `onus log \(run)` says what happened, and "
                    + "`onus cancel \(run)` ends it")
        }
        recommend(
            "\nthe run waits at \(names) for what comes from outside; `onus send EVENT` tells it an "
                + "event, and the same command goes on")
    }

    private func saySo(_ places: [Place]) {
        let names = places.map { "`\($0)`" }.joined(separator: ", ")
        recommend(
            "\nthe run waits at \(names) for what only its own steps could bring, and none of them "
                + "goes on: it ends by nothing but `onus cancel \(run)`")
    }

    /// Says something with commands in it that can be run as they stand.
    private func recommend(_ text: String) {
        console.say(database.hints.complete(commandsIn: text))
    }

    /// Who has to do what, and how.
    private func say(_ duties: [DutyRow]) {
        var lines = [
            "", "the run waits for people; the same command goes on when they have decided:",
        ]
        for row in duties {
            let people = row.desks.map(\.id)
            lines.append("  \(people.joined(separator: ", ")): \(row.duty)")
            let who = "--as \(people.first ?? "PERSON")"
            let command = DutyText(row, wording).command(who)
            lines.append("    \(database.hints.complete(command))")
        }
        console.say(lines.joined(separator: "\n"))
    }
}
