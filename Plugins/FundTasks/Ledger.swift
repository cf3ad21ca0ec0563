import OnusPlugin

/// What became of an amount that was reserved.
struct Reservation: Codable {
    enum State: String, Codable { case reserved, settled, released }

    let id: String
    let fund: String
    let amount: Decimal
    var state = State.reserved
    /// What was paid out when it was settled.
    var settled: Decimal?
    /// The step that settled it, by its key.
    var settledBy: String?
    /// What the fund had left after the last change, as that step was told.
    var remaining: Decimal
}

/// The funds and reservations in a plugin's store.
struct Ledger {
    private let store: any PluginStore
    private let ceilings: Ceilings

    init(_ context: ActionContext) throws(SettingsError) {
        store = context.store
        ceilings = try Ceilings(context.settings)
    }

    /// How much of a fund is reserved or paid out, and how often something was reserved.
    private struct Fund: Codable {
        var committed = Decimal.zero
        var reservations: Int64 = 0
    }

    /// The reservation that a step made before, if it did.
    func reservation(madeBy key: String) async throws -> Reservation? {
        guard let id = try await store.get("request/\(key)")?.stringValue else { return nil }
        return try await reservation(id)
    }

    func reservation(_ id: String) async throws -> Reservation? {
        try await store.get("reservation/\(id)").map {
            try ValueDecoder().decode(Reservation.self, from: $0)
        }
    }

    /// Throws `TaskFailure` when the fund is unknown or has less left than that.
    func reserve(_ amount: Decimal, of name: String, by key: String) async throws -> Reservation {
        guard let ceiling = ceilings[name] else {
            let known = ceilings.names.map { "`\($0)`" }.joined(separator: ", ")
            throw TaskFailure(
                "unknown_fund",
                "there is no fund `\(name)`"
                    + (known.isEmpty ? "; the settings name none" : ", only \(known)"))
        }
        var fund = try await fund(name)
        let left = try ceiling - fund.committed
        guard amount <= left else {
            throw TaskFailure(
                "insufficient_funds",
                "`\(name)` has \(max(left, .zero)) left of \(ceiling), and \(amount) is asked for")
        }
        fund.committed = try fund.committed + amount
        fund.reservations += 1
        let reservation = Reservation(
            id: "\(name)-\(fund.reservations)", fund: name, amount: amount,
            remaining: try left - amount)
        try await save(fund, name)
        try await save(reservation)
        try await store.set("request/\(key)", .string(reservation.id))
        return reservation
    }

    /// Gives part of a reservation back to its fund and saves what became of it.
    func close(_ reservation: Reservation, returning amount: Decimal) async throws -> Reservation {
        var fund = try await fund(reservation.fund)
        fund.committed = try fund.committed - amount
        var closed = reservation
        // WHY: a fund that the settings no longer name has nothing left to reserve.
        let ceiling = ceilings[reservation.fund] ?? fund.committed
        closed.remaining = max(.zero, try ceiling - fund.committed)
        try await save(fund, reservation.fund)
        try await save(closed)
        return closed
    }

    private func fund(_ name: String) async throws -> Fund {
        try await store.get("fund/\(name)").map {
            try ValueDecoder().decode(Fund.self, from: $0)
        } ?? Fund()
    }

    private func save(_ fund: Fund, _ name: String) async throws {
        try await store.set("fund/\(name)", try ValueEncoder().encode(fund))
    }

    private func save(_ reservation: Reservation) async throws {
        try await store.set(
            "reservation/\(reservation.id)", try ValueEncoder().encode(reservation))
    }
}
