import OnusCalendar
import OnusCatalog
import OnusLanguage
import OnusModel
import OnusPlugin
import OnusRuntime
import OnusSQLite
import OnusStore

/// An open database and the runtime that works on it.
struct Database: Sendable {
    let place: DatabasePlace
    let runtime: OnusRuntime
    /// What commands must say that messages recommend.
    var hints = Hints(database: nil)

    var store: any Store { runtime.store }
    var now: Timestamp { runtime.clock.now }
    var virtualClock: VirtualClock? { runtime.clock as? VirtualClock }

    /// Moves virtual time forward, from one moment at which something is due to the next, and lets
    /// it happen then.
    func advance(to time: Timestamp) async throws {
        guard let clock = virtualClock else { return }
        try await runtime.work(until: .idle)
        while let next = try await nextMoment(until: time) {
            clock.advance(to: next)
            try await runtime.keepVirtualTime()
            try await runtime.work(until: .idle)
        }
        clock.advance(to: time)
        try await runtime.keepVirtualTime()
        try await runtime.work(until: .idle)
    }
}

extension Database {
    /// The next time to come at which a timer or a schedule is due. What was due before and is still
    /// there waits for something else.
    func nextMoment(until limit: Timestamp = .distantFuture) async throws -> Timestamp? {
        var moments = try await runtime.scheduledStarts().map(\.next)
        if let first = try await store.nextTimer()?.at {
            moments.append(first)
            if first <= now {
                moments += try await store.dueTimers(at: limit, limit: Self.mostLookedAt).map(\.at)
            }
        }
        return moments.filter { $0 > now && $0 <= limit }.min()
    }

    private static let mostLookedAt = 10_000
}

/// How a command opens its database.
struct Opening {
    var options: DatabaseOptions
    var clock: ClockWish
    var project: Project
    var catalog: Catalog
    /// In which local times on the command line are meant; nil takes that of the database.
    var zone: Zone?
    /// Whether somebody who did not ask for a virtual clock is told that this is one.
    var tellsTime = false
    /// Over which messages go out.
    var channels: [String]

    init(options: DatabaseOptions, clock: ClockWish, project: Project, catalog: Catalog) {
        self.options = options
        self.clock = clock
        self.project = project
        self.catalog = catalog
        channels = project.channels
    }
}

extension Session {
    /// How a command that names no files opens its database: by the project of the current folder.
    func opening(_ options: DatabaseOptions) throws -> Opening {
        let project = try Project(in: self).checked()
        return Opening(
            options: options, clock: try ClockWish(in: environment), project: project,
            catalog: project.catalog)
    }

    /// Works on the database when it is there; otherwise says so and answers false.
    func withExistingDatabase(
        _ opening: Opening, _ console: Console, _ work: (Database) async throws -> Void
    ) async throws -> Bool {
        let place = try DatabasePlace(opening.options.database, in: environment)
        guard place.exists else {
            console.say("there is no database at `\(place.name)` yet")
            return false
        }
        try await withDatabase(opening, console, work)
        return true
    }

    /// Opens the database, and closes it after the work.
    ///
    /// - Parameter makes: whether it is made when it is not there.
    func withDatabase<Result: Sendable>(
        _ opening: Opening, _ console: Console, makes: Bool = true,
        _ work: (Database) async throws -> Result
    ) async throws -> Result {
        let place = try DatabasePlace(opening.options.database, in: environment)
        let hints = Hints(database: opening.options.database)
        guard makes || place.exists else {
            throw Failure(
                .unavailable, code: "no_database", "there is no database at `\(place.name)`",
                help: "`onus run FILE` and `onus deploy PATH…` make one; `--database` names another"
            )
        }
        var wish = opening.clock
        if let at = opening.options.at { wish.at = try TimeText.moment(at) }
        let settings: [String: String]
        do {
            settings = try wish.settingsOfNewDatabase(zone: opening.zone)
        } catch {
            // WHY: a database that is there has its settings, and knows its own time zone.
            guard place.exists else { throw error }
            settings = [:]
        }
        let store = try await SQLiteStore.open(place.path, settings: settings)
        do {
            let runtime = OnusRuntime(
                store: store, catalog: opening.catalog,
                clock: try await wish.clock(of: store, place),
                configuration: opening.configuration, log: console.log)
            let database = Database(place: place, runtime: runtime, hints: hints)
            try await database.move(to: wish, options: opening.options, zone: opening.zone)
            if opening.tellsTime, !wish.isVirtual, database.virtualClock != nil {
                let wording = try await database.wording(self, console.style)
                console.say(
                    "`\(place.name)` keeps a virtual clock, on which it is "
                        + wording.time(database.now))
            }
            let result = try await work(database)
            await store.close()
            return result
        } catch {
            await store.close()
            throw hints.complete(error)
        }
    }
}

extension Opening {
    fileprivate var configuration: OnusRuntime.Configuration {
        var configuration = OnusRuntime.Configuration()
        configuration.channels = channels
        return configuration
    }
}

extension Database {
    /// Lets virtual time pass up to the one that was asked for.
    fileprivate func move(
        to wish: ClockWish, options: DatabaseOptions, zone: Zone?
    ) async throws {
        guard let clock = virtualClock, let at = wish.at else { return }
        var zone = zone
        if zone == nil { zone = try await world?.calendar?.zone }
        let time = try TimeText.instant(at, in: zone)
        // WHY: a variable stays set from one command to the next; an option means this one.
        if options.at != nil, time < clock.now {
            throw Failure(
                .refused, code: "late",
                "time does not go back: it is \(clock.now) in this database",
                help: "leave `--at` out, or begin with a database of another name")
        }
        try await advance(to: time)
    }

    /// Throws when the organisation in force knows nobody of this name, or nothing was started with
    /// this receipt.
    func requireKnown(_ person: Person) async throws {
        guard person.isPublic else {
            try await world?.organization.requireMember(person)
            return
        }
        let runs = try await store.runs(matching: RunFilter(initiator: person, limit: 1))
        guard runs.isEmpty else { return }
        throw Failure(
            .refused, code: Refusal.Code.notAllowed.rawValue,
            "nothing was started with this receipt",
            help: "take it as it was written when the run was started")
    }

    /// The organisation and calendars in force; nil when none were deployed.
    var world: World? {
        get async throws {
            do throws(RuntimeError) {
                return try await runtime.world()
            } catch {
                guard error.code == .noOrganization else { throw error }
                return nil
            }
        }
    }
}

extension Organization {
    /// Throws when it has nobody of this name.
    func requireMember(_ person: Person) throws(Failure) {
        guard member(person) == nil else { return }
        throw Failure(
            .refused, code: Refusal.Code.notAllowed.rawValue,
            "`\(person)` is not a person of `\(id)`",
            help: Spelling.help(
                for: person.id, among: people.map(\.id.id), called: "its people are"))
    }
}
