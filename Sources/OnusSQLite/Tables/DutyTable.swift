import OnusModel
import OnusPlugin
import OnusStore

/// Duties, and on whose desks the open ones lie.
final class DutyTable {
    private let connection: Connection
    private let find: Statement
    private let insert: Statement
    private let update: Statement
    private let enterInbox: Statement
    private let leaveInbox: Statement

    init(_ connection: Connection) {
        self.connection = connection
        find = Statement(
            connection,
            """
            SELECT key, due, due_ns, desks, state, priority FROM duty WHERE run = ? AND place = ?
            """)
        insert = Statement(
            connection,
            """
            INSERT INTO duty (run, place, step, state, opened, opened_ns, priority, due, due_ns,
                desks, body)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        update = Statement(
            connection,
            """
            UPDATE duty SET step = ?, state = ?, opened = ?, opened_ns = ?, priority = ?, due = ?,
                due_ns = ?, desks = ?, body = ?
            WHERE key = ?
            """)
        enterInbox = Statement(
            connection,
            """
            INSERT OR IGNORE INTO inbox (person, rank, due, due_ns, duty) VALUES (?, ?, ?, ?, ?)
            """)
        leaveInbox = Statement(
            connection,
            """
            DELETE FROM inbox
            WHERE person = ? AND rank = ? AND due = ? AND due_ns = ? AND duty = ?
            """)
    }

    func keep(_ duty: DutyRow, run: Int) throws(StoreError) {
        let place = String(
            Substring(duty.duty.rawValue.utf8.dropFirst(duty.run.rawValue.utf8.count + 1)))
        let desks = Desks(of: duty)
        let known = try find.first(run, place) { row throws(StoreError) in
            try Known(
                key: row.int(0), due: row.timestamp(1), desks: row.text(3), state: row.choice(4),
                priority: row.int(5))
        }
        guard let known else {
            try insert.run(
                run, place, duty.step, duty.state.rawValue, duty.openedAt, duty.priority,
                duty.dueAt, desks.text, duty.body)
            return try enter(duty, key: connection.lastKey)
        }
        try update.run(
            duty.step, duty.state.rawValue, duty.openedAt, duty.priority, duty.dueAt, desks.text,
            duty.body, known.key)
        if known.due == duty.dueAt, known.desks == desks.text, known.state == duty.state,
            known.priority == duty.priority
        {
            return
        }
        if known.state == .open {
            for person in Desks(text: known.desks).inboxes {
                try leaveInbox.run(person, -known.priority, known.due, known.key)
            }
        }
        try enter(duty, key: known.key)
    }

    private func enter(_ duty: DutyRow, key: Int) throws(StoreError) {
        guard duty.state == .open else { return }
        for person in duty.desks.isEmpty ? [Person("")] : duty.desks {
            try enterInbox.run(person, -duty.priority, duty.dueAt, key)
        }
    }

    private struct Known {
        var key: Int
        var due: Timestamp
        var desks: String
        var state: DutyRow.State
        var priority: Int
    }
}

/// People as a column holds them: a line for each.
struct Desks {
    let text: String

    init(text: String) { self.text = text }

    init(of duty: DutyRow) {
        text = duty.desks.map { Self.escaped($0.id) + "\n" }.joined()
    }

    var people: [Person] {
        text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .dropLast().map { Person(Self.unescaped(Substring($0))) }
    }

    /// The inboxes that an open duty is in; the one without a name when it is on nobody's desk.
    var inboxes: [Person] { text.isEmpty ? [Person("")] : people }

    private static func escaped(_ id: String) -> String {
        guard id.utf8.contains(where: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\\") })
        else { return id }
        return id.reduce(into: "") { text, character in
            switch character {
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            default: text.append(character)
            }
        }
    }

    private static func unescaped(_ line: Substring) -> String {
        guard line.utf8.contains(UInt8(ascii: "\\")) else { return String(line) }
        var text = ""
        var isEscaped = false
        for character in line {
            if isEscaped {
                text.append(character == "n" ? "\n" : character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                text.append(character)
            }
        }
        return text
    }
}
