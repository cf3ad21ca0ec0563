import OnusPlugin

/// Gives a reservation back to its fund. To give it back again changes nothing.
struct Release: ActionTask {
    static let name = "fund.release"
    static let summary = "Gives a reservation back to its fund."
    static let errors = [
        TaskError("unknown_reservation", "nothing was reserved under this name"),
        TaskError("already_settled", "it was paid out"),
    ]

    @Parameter("What `fund.reserve` gave as `reservation`.")
    var reservation: String

    struct Output: TaskOutput {
        /// What went back to the fund.
        var returned: Decimal
        /// What the fund has left.
        var remaining: Decimal
    }

    func perform(_ context: ActionContext) async throws -> Output {
        let ledger = try Ledger(context)
        guard var reserved = try await ledger.reservation(reservation) else {
            throw TaskFailure("unknown_reservation", "there is no reservation `\(reservation)`")
        }
        switch reserved.state {
        case .settled: throw TaskFailure("already_settled", "`\(reservation)` is settled")
        case .released: break
        case .reserved:
            reserved.state = .released
            reserved = try await ledger.close(reserved, returning: reserved.amount)
        }
        return Output(returned: reserved.amount, remaining: reserved.remaining)
    }
}
