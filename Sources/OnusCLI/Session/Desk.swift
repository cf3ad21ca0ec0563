import OnusCalendar
import OnusModel
import OnusPlugin
import OnusRuntime
import OnusStore

/// What lies on somebody's desk: their own duties and those of people whom they stand in for today.
struct Desk {
    struct Item {
        let row: DutyRow
        /// For whom it would be done; nil when it is the person's own.
        let principal: Person?
    }

    /// The highest priority first, and of these the nearest deadline.
    let duties: [Item]

    private static let limit = 10_000

    /// - Parameter person: nil means everybody's.
    init(of person: Person?, _ database: Database) async throws {
        guard let person else {
            duties = try await database.store.inbox(of: nil, limit: Self.limit)
                .map { Item(row: $0, principal: nil) }
            return
        }
        let principals = try await Self.principals(of: person, database)
        let rows = try await database.store.inbox(
            of: [person] + principals.map(\.from), limit: Self.limit)
        var items: [Item] = []
        for row in rows {
            if row.desks.contains(person) {
                items.append(Item(row: row, principal: nil))
                continue
            }
            let workflow = try await database.store.run(row.run)?.workflow
            let principal = principals.first { delegation in
                row.desks.contains(delegation.from)
                    && delegation.workflows.map { list in workflow.map(list.contains) ?? false }
                        ?? true
            }
            if let principal { items.append(Item(row: row, principal: principal.from)) }
        }
        duties = items
    }

    private static func principals(
        of person: Person, _ database: Database
    ) async throws -> [Delegation] {
        guard let world = try await database.world else { return [] }
        guard let zone = world.calendar?.zone else { return [] }
        let today = try zone.local(at: database.now).date
        return world.organization.delegations.filter {
            $0.to == person && $0.between.contains(today)
        }
    }
}
