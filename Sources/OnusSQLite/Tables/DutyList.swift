import OnusModel
import OnusPlugin
import OnusStore

/// Duties as lists and inboxes show them.
final class DutyList {
    private let one: Statement
    private let ofRun: Statement
    private let ofPerson: Statement
    private let ofEverybody: Statement
    private let countOpen: Statement

    init(_ connection: Connection) {
        let columns = """
            SELECT duty.key, run.id, duty.place, duty.step, duty.state, duty.opened, duty.opened_ns,
                duty.due, duty.due_ns, duty.desks, duty.body, duty.priority
            """
        one = Statement(
            connection,
            "\(columns) FROM run JOIN duty ON duty.run = run.key WHERE run.id = ? AND place = ?")
        ofRun = Statement(
            connection,
            """
            \(columns) FROM run JOIN duty ON duty.run = run.key WHERE run.id = ? ORDER BY duty.key
            """)
        ofPerson = Statement(
            connection,
            """
            \(columns) FROM inbox CROSS JOIN duty ON duty.key = inbox.duty
                CROSS JOIN run ON run.key = duty.run
            WHERE inbox.person = ? 
            ORDER BY inbox.rank, inbox.due, inbox.due_ns, inbox.duty LIMIT ?
            """)
        ofEverybody = Statement(
            connection,
            """
            \(columns)
            FROM (SELECT DISTINCT rank, due, due_ns, duty FROM inbox ORDER BY 1, 2, 3, 4 LIMIT ?)
                AS open
                CROSS JOIN duty ON duty.key = open.duty CROSS JOIN run ON run.key = duty.run
            ORDER BY open.rank, open.due, open.due_ns, open.duty
            """)
        countOpen = Statement(connection, "SELECT count(*) FROM inbox WHERE person = ?")
    }

    func duty(_ id: DutyID) throws(StoreError) -> DutyRow? {
        let text = id.rawValue
        // The first slash ends the run's id, unless that id has slashes of its own.
        for slash in text.indices where text[slash] == "/" {
            let place = String(text[text.index(after: slash)...])
            let found = try one.first(String(text[..<slash]), place) { row throws(StoreError) in
                try Self.dutyRow(row).duty
            }
            if let found { return found }
        }
        return nil
    }

    func duties(of run: RunID) throws(StoreError) -> [DutyRow] {
        try ofRun.all(run) { row throws(StoreError) in try Self.dutyRow(row).duty }
    }

    func inbox(of people: [Person]?, limit: Int) throws(StoreError) -> [DutyRow] {
        let limit = max(limit, 0)
        guard let people else {
            return try ofEverybody.all(limit) { row throws(StoreError) in
                try Self.dutyRow(row).duty
            }
        }
        if people.count == 1 { return try inbox(of: people[0], limit).map(\.duty) }
        var found: [Int: DutyRow] = [:]
        for person in Set(people) {
            for row in try inbox(of: person, limit) { found[row.key] = row.duty }
        }
        return found.sorted { DutyRow.order(($0.value, $0.key), ($1.value, $1.key)) }
            .prefix(limit).map(\.value)
    }

    /// In order. What is on nobody's desk is in no person's inbox.
    private func inbox(
        of person: Person, _ limit: Int
    ) throws(StoreError) -> [(key: Int, duty: DutyRow)] {
        if person.id.isEmpty { return [] }
        return try ofPerson.all(person, limit) { row throws(StoreError) in try Self.dutyRow(row) }
    }

    func openDuties(of people: [Person]) throws(StoreError) -> [Person: Int] {
        var counts: [Person: Int] = [:]
        for person in people where counts[person] == nil {
            counts[person] = person.id.isEmpty ? 0 : try countOpen.first(person) { $0.int(0) } ?? 0
        }
        return counts
    }

    private static func dutyRow(_ row: Row) throws(StoreError) -> (key: Int, duty: DutyRow) {
        let run = row.text(1)
        let duty = DutyRow(
            duty: DutyID("\(run)/\(row.text(2))"), run: RunID(run), step: row.id(3),
            state: try row.choice(4), openedAt: try row.timestamp(5), dueAt: try row.timestamp(7),
            priority: row.int(11), desks: Desks(text: row.text(9)).people, body: row.bytes(10))
        return (row.int(0), duty)
    }
}
