import OnusPlugin

/// Pays a reservation out, all of it or a part; the rest goes back to the fund.
struct Settle: ActionTask {
    static let name = "fund.settle"
    static let summary = "Pays a reservation out and gives what is left of it back to the fund."
    static let errors = [
        TaskError("unknown_reservation", "nothing was reserved under this name"),
        TaskError("already_settled", "another step settled it"),
        TaskError("already_released", "it was given back"),
        TaskError("exceeds_reservation", "more is to be paid out than was reserved"),
    ]

    @Parameter("What `fund.reserve` gave as `reservation`.")
    var reservation: String
    @Parameter("How much is paid out; all of it when not given.")
    var amount: Decimal?

    struct Output: TaskOutput {
        /// What was paid out.
        var settled: Decimal
        /// What went back to the fund.
        var returned: Decimal
        /// What the fund has left.
        var remaining: Decimal
    }

    func problems() -> [ParameterProblem] {
        guard let amount, amount < .zero else { return [] }
        return [ParameterProblem("amount", "must not be below zero, and is \(amount)")]
    }

    func perform(_ context: ActionContext) async throws -> Output {
        let ledger = try Ledger(context)
        guard var reserved = try await ledger.reservation(reservation) else {
            throw TaskFailure("unknown_reservation", "there is no reservation `\(reservation)`")
        }
        switch reserved.state {
        case .settled where reserved.settledBy == context.idempotencyKey:
            return try output(of: reserved)
        case .settled: throw TaskFailure("already_settled", "`\(reservation)` is settled")
        case .released: throw TaskFailure("already_released", "`\(reservation)` was given back")
        case .reserved: break
        }
        let paid = amount ?? reserved.amount
        guard paid <= reserved.amount else {
            throw TaskFailure(
                "exceeds_reservation",
                "`\(reservation)` holds \(reserved.amount), and \(paid) is to be paid out")
        }
        reserved.state = .settled
        reserved.settled = paid
        reserved.settledBy = context.idempotencyKey
        return try output(of: await ledger.close(reserved, returning: try reserved.amount - paid))
    }

    private func output(of reservation: Reservation) throws -> Output {
        let settled = reservation.settled ?? reservation.amount
        return Output(
            settled: settled, returned: try reservation.amount - settled,
            remaining: reservation.remaining)
    }
}
