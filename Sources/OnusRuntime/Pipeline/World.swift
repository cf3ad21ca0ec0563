import OnusCalendar
import OnusModel
import OnusPlugin
import OnusStore

/// The organisation and the calendars that are in force.
package struct World: Sendable {
    package var organization: Organization
    package var organizationDigest: String
    package var calendars: [String: WorkingCalendar]
    /// Changes whenever anything is deployed anew; nil before the first time.
    package var mark: String?

    package init(
        organization: Organization, organizationDigest: String,
        calendars: [String: WorkingCalendar], mark: String? = nil
    ) {
        self.organization = organization
        self.organizationDigest = organizationDigest
        self.calendars = calendars
        self.mark = mark
    }

    /// What must still be so when something that was decided by it is committed.
    var premise: Premise { Premise(setting: Pointer.mark, value: mark) }
}

extension World {
    /// Reads what is in force; nil when no organisation was deployed.
    static func load(from store: any Store) async throws -> World? {
        let mark = try await store.setting(Pointer.mark)
        guard let digest = try await store.setting(Pointer.organization),
            let organization: Organization = try await read(digest, from: store)
        else { return nil }
        var calendars: [String: WorkingCalendar] = [:]
        for name in Set(try await store.documents(.calendar).map(\.name)) {
            guard let digest = try await store.setting(Pointer.calendar(name)) else { continue }
            calendars[name] = try await read(digest, from: store)
        }
        return World(
            organization: organization, organizationDigest: digest, calendars: calendars,
            mark: mark)
    }

    private static func read<T: Decodable>(
        _ digest: String, from store: any Store
    ) async throws -> T? {
        guard let document = try await store.document(digest) else { return nil }
        return try ValueDecoder(keys: .asWritten).decode(
            T.self, from: Value(canonicalJSON: document.body))
    }
}
