import ArgumentParser
import OnusModel
import OnusPlugin
import OnusRuntime
import OnusStore
import OnusValues

struct Inbox: StandardSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "inbox",
        abstract: "Shows who owes what: the highest priority first, then the nearest deadline.",
        discussion: """
            With `--as PERSON` what this person owes, and what those owe whom they stand in for \
            today; else what everybody owes.
            """)

    @OptionGroup var who: PersonOptions
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: OutputOptions

    func run(in session: Session, _ console: Console) async throws -> ExitStatus {
        let person = session.person(who)
        let opening = try session.opening(database)
        let isThere = try await session.withExistingDatabase(opening, console) { database in
            if let person { try await database.requireKnown(person) }
            let desk = try await Desk(of: person, database)
            if console.isJSON {
                try console.write(
                    document: ["duties": .list(desk.duties.compactMap(\.document))])
            } else {
                try await show(desk, person, database, session, console)
            }
        }
        if !isThere, let person, !person.isPublic {
            try Workspace(paths: [], session).organization?.requireMember(person)
        }
        if !isThere, console.isJSON { try console.write(document: ["duties": []]) }
        return .done
    }

    private func show(
        _ desk: Desk, _ person: Person?, _ database: Database, _ session: Session,
        _ console: Console
    ) async throws {
        let wording = try await database.wording(session, console.style)
        guard !desk.duties.isEmpty else {
            return console.say(
                "nothing is open\(person.map { " for \(wording.person($0))" } ?? "")")
        }
        let hasPriorities = desk.duties.contains { $0.row.priority != 0 }
        var abstracts = RunAbstracts(database: database, wording: wording)
        var table = Table(
            (hasPriorities ? ["priority"] : [])
                + ["due", "", "light", "duty", "title", "run"]
                + (person == nil ? ["waits for"] : [""]))
        for item in desk.duties {
            let duty = DutyText(item.row, wording)
            let who =
                person == nil
                ? item.row.desks.map(\.id).joined(separator: ", ")
                : item.principal.map { "for \($0.id)" } ?? ""
            let priority = item.row.priority == 0 ? "" : "\(item.row.priority)"
            let cells: [Table.Cell] = [
                .init(duty.due),
                .init(
                    item.row.dueAt == .distantFuture
                        ? "" : wording.distance(to: item.row.dueAt, from: database.now), .dim),
                .init(duty.mark?.rawValue ?? "", duty.mark.map(Style.ink)),
                .init(item.row.duty.rawValue, .cyan), .init(duty.title),
                .init(try await abstracts.text(of: item.row.run)), .init(who),
            ]
            let first: [Table.Cell] = hasPriorities ? [.init(priority, .bold)] : []
            table.add(first + cells)
        }
        try console.write(table)
        if let person, let first = desk.duties.first {
            let who = person.isPublic ? "--receipt RECEIPT" : "--as \(person)"
            let command = DutyText(first.row, wording).command(who)
            console.say("\ndecide with: \(database.hints.complete(command))")
        }
    }
}

extension Desk.Item {
    /// The duty as in all JSON, with the person for whom it would be done.
    var document: Value? {
        guard var duty = row.value?.mapValue else { return nil }
        if let principal { duty["for"] = .string(principal.id) }
        return .map(duty)
    }
}
