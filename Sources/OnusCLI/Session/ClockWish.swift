import OnusCalendar
import OnusLanguage
import OnusPlugin
import OnusRuntime
import OnusStore

/// Which clock a command wants, and what time it shall show.
struct ClockWish: Sendable {
    enum Kind: String, Sendable, CaseIterable { case real, virtual }

    var kind: Kind?
    var at: Moment?
    /// When a new virtual database begins, where nothing else says it.
    var beginning: Timestamp?

    init(kind: Kind? = nil, at: Moment? = nil, beginning: Timestamp? = nil) {
        self.kind = kind
        self.at = at
        self.beginning = beginning
    }

    /// What `ONUS_CLOCK` says: `real`, `virtual` or `virtual:TIME`.
    init(in environment: Environment) throws(Failure) {
        guard let text = environment["ONUS_CLOCK"] else { return }
        let parts = text.split(separator: ":", maxSplits: 1)
        guard let kind = parts.first.flatMap({ Kind(rawValue: String($0)) }),
            kind == .virtual || parts.count == 1
        else {
            throw .usage(
                "`ONUS_CLOCK` is `\(text)`", help: "write `real` or `virtual:2026-03-02T09:00:00Z`")
        }
        self.kind = kind
        at = parts.count == 2 ? try TimeText.moment(String(parts[1])) : nil
    }

    var isVirtual: Bool { kind == .virtual || at != nil }
}

extension ClockWish {
    private static let clock = "clock"

    /// What a database says about its clock from its beginning on.
    func settingsOfNewDatabase(zone: Zone?) throws -> [String: String] {
        guard isVirtual else { return [Self.clock: Kind.real.rawValue] }
        let start = try at.map { try TimeText.instant($0, in: zone) } ?? beginning
        return [
            Self.clock: Kind.virtual.rawValue,
            OnusRuntime.virtualTime: (start ?? SystemClock().now).description,
        ]
    }

    /// The clock of an open database.
    func clock(of store: any Store, _ place: DatabasePlace) async throws -> any RunClock {
        guard try await Self.isVirtual(store) else {
            guard !isVirtual else { throw Self.refusal(of: place) }
            return SystemClock()
        }
        guard kind != .real else {
            throw Failure(
                .refused, code: "virtual_database",
                "the database `\(place.name)` runs on a virtual clock",
                help: "name another one with `--database`")
        }
        let kept = try await store.setting(OnusRuntime.virtualTime).flatMap { Timestamp($0) }
        return VirtualClock(at: kept ?? .epoch)
    }

    private static func refusal(of place: DatabasePlace) -> Failure {
        Failure(
            .refused, code: "real_database",
            "the database `\(place.name)` runs on the real clock; its time cannot be chosen",
            help: "name another one, such as `--database sqlite:.onus/virtual.db`")
    }

    /// Whether a database runs on a virtual clock.
    static func isVirtual(_ store: any Store) async throws -> Bool {
        try await store.setting(clock) == Kind.virtual.rawValue
    }
}
