import OnusCalendar
import OnusModel
import OnusPlugin
import OnusRuntime
import OnusSQLite
import OnusStore

extension Examination {
    /// Of the database when there is one; it is not made.
    var database: [Finding] {
        get async {
            do {
                let place = try DatabasePlace(options.database, in: session.environment)
                guard place.exists else {
                    return [
                        Finding(
                            grade: .good, subject: "database",
                            words: "`\(place.name)` is made on first use")
                    ]
                }
                let store = try await SQLiteStore.open(place.path)
                do {
                    let findings = try await look(at: store, place)
                    await store.close()
                    return findings
                } catch {
                    await store.close()
                    throw error
                }
            } catch {
                let failure = Failure(error)
                let help = failure.help.map { "; \($0)" } ?? ""
                return [
                    Finding(grade: .bad, subject: "database", words: failure.message + help)
                ]
            }
        }
    }

    private func look(at store: SQLiteStore, _ place: DatabasePlace) async throws -> [Finding] {
        let inspection = try await store.inspect()
        let size = "\(inspection.bytes / 1024) KiB"
        var findings = [
            Finding(
                grade: .good, subject: "database",
                words: "`\(place.name)`, form \(inspection.version), \(size), SQLite "
                    + inspection.sqliteVersion)
        ]
        findings += inspection.problems.map {
            Finding(grade: .bad, subject: "database", words: $0)
        }
        findings += durability(inspection).map { [$0] } ?? []
        findings.append(try await clock(of: store))
        findings.append(try await runs(of: store))
        findings += try await world(of: store)
        return findings
    }

    private func durability(_ inspection: Inspection) -> Finding? {
        switch inspection.synchronous {
        case 2: nil
        case nil:
            Finding(
                grade: .warning, subject: "rights",
                words: "the file or its folder is read-only: it can be looked at, and nothing more")
        case let level?:
            Finding(
                grade: .bad, subject: "durability",
                words: "what is committed may be lost in a power cut: synchronous is \(level), "
                    + "expected 2")
        }
    }

    private func clock(of store: SQLiteStore) async throws -> Finding {
        guard try await ClockWish.isVirtual(store) else {
            return Finding(grade: .good, subject: "its clock", words: "real")
        }
        let time = try await store.setting(OnusRuntime.virtualTime) ?? "nowhere"
        return Finding(grade: .good, subject: "its clock", words: "virtual, stands at \(time)")
    }

    private func runs(of store: SQLiteStore) async throws -> Finding {
        let running = try await store.runs(matching: RunFilter(status: .running, limit: 100_000))
        let next = try await store.nextTimer()
        let isVirtual = try await ClockWish.isVirtual(store)
        let words = Counted.text(running.count, "run") + " under way"
        guard !isVirtual, let next, SystemClock().now - next.at > .seconds(60) else {
            return Finding(grade: .good, subject: "runs", words: words)
        }
        return Finding(
            grade: .warning, subject: "runs",
            words: "\(words), and something was due at \(next.at): is `onus work` running?")
    }

    private func world(of store: SQLiteStore) async throws -> [Finding] {
        let place = try DatabasePlace(options.database, in: session.environment)
        let runtime = OnusRuntime(
            store: store, catalog: try Project(in: session).catalog,
            clock: try await ClockWish().clock(of: store, place))
        let database = Database(place: place, runtime: runtime)
        guard let world = try await database.world else {
            return [
                Finding(
                    grade: .warning, subject: "deployed",
                    words: "no organisation yet; `onus deploy` puts one into force")
            ]
        }
        let people = "\(world.organization.people.count) people"
        let deployed = Finding(
            grade: .good, subject: "deployed",
            words: "organisation `\(world.organization.id)` with \(people)")
        return try await [deployed] + schedules(of: database) + refusals(of: database)
            + world.calendars.values.sorted { $0.id < $1.id }.map { calendar in
                let (grade, words) = Examination.horizon(of: calendar)
                return Finding(grade: grade, subject: "calendar", words: words)
            }
    }

    /// What nobody waits for and could not start.
    private func refusals(of database: Database) async throws -> [Finding] {
        let wording = try await database.wording(session, Style(isColored: false))
        return try await database.runtime.refusedStarts().map { start in
            let times = start.times > 1 ? ", the last of \(start.times) times" : ""
            return Finding(
                grade: .warning, subject: "start",
                words: "\(start.cause) could not start `\(start.workflow)` at "
                    + "\(wording.time(start.at))\(times): \(start.why)")
        }
    }

    /// When the calendar starts workflows next.
    private func schedules(of database: Database) async throws -> [Finding] {
        let wording = try await database.wording(session, Style(isColored: false))
        return try await database.runtime.scheduledStarts().map { start in
            let isLate = database.virtualClock == nil && database.now - start.next > .seconds(60)
            let time = wording.time(start.next)
            return Finding(
                grade: isLate ? .warning : .good, subject: "schedule",
                words: isLate
                    ? "`\(start.workflow)` was to start at \(time): is `onus work` running?"
                    : "`\(start.workflow)` starts next at \(time)")
        }
    }
}
