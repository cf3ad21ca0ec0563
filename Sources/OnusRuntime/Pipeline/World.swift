import OnusCalendar
import OnusModel
import OnusPlugin
import OnusStore

/// The organisation and the calendars that are in force.
package struct World: Sendable {
    package var organization: Organization
    package var organizationDigest: String
    package var calendars: [String: WorkingCalendar]
    /// Changes whenever anything of it is deployed anew.
    package var mark: String

    package init(
        organization: Organization, organizationDigest: String,
        calendars: [String: WorkingCalendar], mark: String = ""
    ) {
        self.organization = organization
        self.organizationDigest = organizationDigest
        self.calendars = calendars
        self.mark = mark
    }
}

extension World {
    /// The names under which a database says what is in force.
    package enum Setting {
        package static let organization = "organization"
        /// Moves with every deployment, so that a worker sees that it must look again.
        package static let mark = "world"
        package static let clock = "clock"
        package static let virtualTime = "virtual_time"
    }

    /// Reads what is in force; nil when no organisation was deployed.
    static func load(from store: any Store) async throws(StoreError) -> World? {
        guard let name = try await store.setting(Setting.organization),
            let document = try await store.current(.organization, named: name),
            let organization: Organization = decode(document)
        else { return nil }
        var calendars: [String: WorkingCalendar] = [:]
        for document in try await store.documents(.calendar) {
            guard let newest = try await store.current(.calendar, named: document.name),
                newest.digest == document.digest,
                let calendar: WorkingCalendar = decode(document)
            else { continue }
            calendars[calendar.id] = calendar
        }
        return World(
            organization: organization, organizationDigest: document.digest, calendars: calendars,
            mark: try await store.setting(Setting.mark) ?? "")
    }

    private static func decode<T: Decodable>(_ document: Document) -> T? {
        guard let value = try? Value(canonicalJSON: document.body) else { return nil }
        return try? ValueDecoder(keys: .asWritten).decode(T.self, from: value)
    }
}
