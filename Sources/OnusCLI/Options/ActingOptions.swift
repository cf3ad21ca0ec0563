import ArgumentParser
import OnusModel
import OnusPlugin
import OnusRuntime
import OnusStore
import OnusValues

/// What every act on a duty accepts.
struct ActingOptions: ParsableArguments {
    @OptionGroup var who: PersonOptions

    @Option(
        name: .customLong("for"),
        help: ArgumentHelp(
            "Whom the person stands in for, when several would do.", valueName: "person"))
    var principal: String?

    @OptionGroup var database: DatabaseOptions
}

extension Session {
    /// Whoever is meant by `--as` or `ONUS_USER`.
    func person(_ options: PersonOptions) -> Person? {
        if let receipt = options.receipt { return .holding(receipt: receipt) }
        let person = (options.person ?? environment["ONUS_USER"]).map { Person($0) }
        // What stands in the record about somebody of the public is no receipt.
        return person.flatMap { $0.isPublic ? nil : $0 }
    }

    func requiredPerson(_ options: PersonOptions) throws(Failure) -> Person {
        guard let person = person(options) else {
            throw .usage(
                "it must be said who does it", help: "add `--as PERSON` or set `ONUS_USER`")
        }
        return person
    }

    /// Does something with a duty and says what came of it.
    func act(
        _ kind: ActKind, on duty: DutyOptions, _ options: ActingOptions, _ console: Console,
        _ complete: (inout ActOnDuty) -> Void = { _ in }
    ) async throws -> ExitStatus {
        let person = try requiredPerson(options.who)
        return try await withDatabase(try opening(options.database), console, makes: false) {
            database in
            let row = try await DutyFinder(database: database, person: person).duty(duty)
            var act = ActOnDuty(
                duty: row.duty, kind: kind, person: person,
                onBehalfOf: options.principal.map { Person($0) })
            complete(&act)
            try await perform(act, of: row.run, database, console)
            return .done
        }
    }

    /// Carries the act out. Throws the refusal when it is refused.
    func perform(
        _ act: ActOnDuty, of run: RunID, _ database: Database, _ console: Console
    ) async throws {
        try await perform(.act(act), of: run, act.duty, database, console)
    }

    func perform(
        _ command: Command.Body, on row: DutyRow, _ database: Database, _ console: Console
    ) async throws {
        try await perform(command, of: row.run, row.duty, database, console)
    }

    private func perform(
        _ command: Command.Body, of run: RunID, _ duty: DutyID, _ database: Database,
        _ console: Console
    ) async throws {
        let before = try await database.runtime.load(run)?.sequence ?? 0
        let answer = try await database.runtime.submit(Command(id: "", body: command), to: run)
        if case .refused(let refusal) = answer {
            throw try await database.isOver(duty, refusal) ?? refusal
        }
        try await report(since: before, run, duty, database, console)
    }

    /// What the act led to: the duty for programs, what happened for people.
    private func report(
        since sequence: Int, _ run: RunID, _ duty: DutyID, _ database: Database,
        _ console: Console
    ) async throws {
        if console.isJSON {
            let row = try await database.store.duty(duty)
            return try console.write(document: row?.value ?? .null)
        }
        guard console.volume != .quiet else { return }
        let wording = try await database.wording(self, console.style)
        let writer = EventWriter(console: console, wording: wording, main: run)
        for event in try await database.runtime.events(of: run, after: sequence) {
            try writer.write(event, of: run)
        }
    }
}

extension Database {
    /// A right that was used or is gone: the run has forgotten it, the list of duties has not.
    fileprivate func isOver(_ duty: DutyID, _ refusal: Refusal) async throws -> Refusal? {
        guard refusal.code == .unknownDuty, let row = try await store.duty(duty),
            row.state != .open
        else { return nil }
        let outcome = row.value?.mapValue?["outcome"]?.stringValue
        return Refusal(
            .dutyIsClosed,
            outcome.map { "`\(duty)` was closed with `\($0)`" } ?? "`\(duty)` is not open any more")
    }
}
