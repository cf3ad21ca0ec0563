import OnusCalendar
import OnusLanguage
import OnusModel
import OnusPlugin
import OnusStore

/// Plays a script: what people do with the duties of a run, and when.
///
/// Line N of a script has the command id `RUN/N`, so that playing it again does nothing twice.
package struct ScriptPlayer: Sendable {
    package let runtime: OnusRuntime
    package let run: RunID
    /// Finds a file that the script names as evidence; nil when there is none.
    package let evidence: @Sendable (String) -> File?
    let passage: Passage

    /// How far beyond a line of the script a duty that it waits for may open.
    static let horizonInDays = 3 * 366

    package init(
        runtime: OnusRuntime, run: RunID,
        evidence: @escaping @Sendable (String) -> File? = { ScriptPlayer.named($0) },
        watch: @escaping @Sendable () async -> Void = {}
    ) {
        self.runtime = runtime
        self.run = run
        self.evidence = evidence
        passage = Passage(runtime: runtime, run: run, watch: watch)
    }

    /// Stands for a file whose content does not matter.
    package static let named: @Sendable (String) -> File = { name in
        File(name: name, digest: Digest(of: Array(name.utf8)).description, size: 0)
    }

    /// Plays all lines; throws at the first that cannot be played.
    package func play(_ script: [ScriptEntry]) async throws {
        var last = try await lastAct()
        for (index, entry) in script.enumerated() {
            let id = CommandID("\(run)/\(index + 1)")
            if try await runtime.store.answer(to: id) == nil {
                try await play(entry, command: id, after: last)
                last = runtime.clock.now
            }
        }
    }

    /// When somebody last did something, or else when the run began: what `after:` counts from. It
    /// is read off the record, so that a script that is taken up again counts as it did before.
    private func lastAct() async throws -> Timestamp {
        var last = Timestamp.distantPast
        for member in try await runtime.family(of: run) {
            for event in try await runtime.events(of: member) {
                switch event.body {
                case .runStarted where member == run: last = max(last, event.at)
                case .dutyActed, .extensionRequested, .extensionAnswered, .runCancelled,
                    .signalReceived, .signalKept:
                    last = max(last, event.at)
                default: break
                }
            }
        }
        return last
    }

    /// Lets time pass until the run is over, or until nothing can happen any more without somebody.
    package func finish() async throws {
        let limit = horizon(from: runtime.clock.now)
        let isOver: Bool? = try await passage.until(limit) {
            () async throws(RuntimeError) -> Bool? in
            for member in try await runtime.family(of: run) {
                if try await runtime.load(member)?.isOpen ?? false { return nil }
            }
            return true
        }
        _ = isOver
    }

    private func horizon(from time: Timestamp) -> Timestamp {
        time.adding(.seconds(86_400 * Self.horizonInDays)) ?? .distantFuture
    }

    private func play(
        _ entry: ScriptEntry, command id: CommandID, after last: Timestamp
    ) async throws {
        if case .at(let moment)? = entry.time {
            try await passage.go(to: try await instant(of: moment, entry))
        }
        if case .send(let event)? = entry.act {
            return try await send(event.value, entry, command: id, after: last)
        }
        guard let act = entry.act, let person = entry.person.map({ Person.ofTest($0.value) }) else {
            return try await pass(entry, after: last)
        }
        if case .cancel(let reason) = act {
            try await pass(entry, after: last)
            let command = CancelRun(person: person, reason: reason)
            return try await submit(Command(id: id, body: .cancel(command)), run, entry)
        }
        switch try await openAsk(entry, for: person, from: last) {
        case .right(let right): try await give(right, person, entry, command: id, after: last)
        case .duty(let duty):
            if case .after(let period)? = entry.time {
                let start = max(last, duty.openedAt)
                try await passage.go(to: try await later(start, period, entry))
            }
            try await self.act(act, person, on: duty, entry, command: id)
        case .several(let places):
            let list = places.sorted().prefix(10).map { "`\($0)`" }.joined(separator: ", ")
            throw ScriptProblem(
                "`\(entry.duty?.value ?? "")` may be any of \(places.count) duties: write one of "
                    + list, at: entry.duty?.location)
        }
    }

    private func openAsk(
        _ entry: ScriptEntry, for person: Person, from last: Timestamp
    ) async throws -> OpenAsk {
        guard let name = entry.duty?.value else {
            throw ScriptProblem("an act needs a `duty`", at: entry.location)
        }
        let found = try await passage.until(horizon(from: last)) {
            () async throws(RuntimeError) -> OpenAsk? in
            try await runtime.openAsk(at: name, for: person, of: run)
        }
        guard let found else {
            throw ScriptProblem(try await whyNot(name), at: entry.duty?.location)
        }
        return found
    }

    /// Why nobody can act on a duty that is not open.
    private func whyNot(_ name: String) async throws -> String {
        for member in try await runtime.members(of: run).reversed() {
            let rows = try await runtime.store.duties(of: member.run)
            guard let last = rows.last(where: { $0.isMeant(by: name, below: member.path) })
            else { continue }
            guard let outcome = last.value?.mapValue?["outcome"]?.stringValue else {
                return "the duty `\(name)` was withdrawn before this"
            }
            return "the duty `\(name)` was closed before this, with `\(outcome)`"
        }
        return "the duty `\(name)` never opened"
    }

    func later(
        _ start: Timestamp, _ period: Period, _ entry: ScriptEntry
    ) async throws -> Timestamp {
        let world = try await runtime.worlds.world(of: runtime.store)
        guard let calendar = world.calendar else {
            throw ScriptProblem("there is no calendar to count `\(period)` in", at: entry.location)
        }
        return try calendar.adding(period, to: start)
    }

    private func instant(of moment: Moment, _ entry: ScriptEntry) async throws -> Timestamp {
        switch moment {
        case .instant(let time): return time
        case .local(let local):
            let world = try await runtime.worlds.world(of: runtime.store)
            guard let calendar = world.calendar else {
                throw ScriptProblem(
                    "there is no calendar to read `\(local)` in", at: entry.location)
            }
            return try calendar.zone.instant(of: local)
        }
    }
}

extension World {
    /// The calendar that holds where nothing else is said.
    package var calendar: WorkingCalendar? {
        Organization.calendar(organization.calendar, among: calendars)
    }
}
