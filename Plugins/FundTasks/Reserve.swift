import OnusPlugin

/// Takes an amount out of what a fund has left.
struct Reserve: ActionTask {
    static let name = "fund.reserve"
    static let summary = "Reserves an amount of a fund, never past its ceiling."
    static let errors = [
        TaskError("unknown_fund", "the settings name no such fund"),
        TaskError("insufficient_funds", "the fund has less left than is asked for"),
    ]

    @Parameter("The name of the fund.")
    var fund: String
    @Parameter("How much to reserve.")
    var amount: Decimal

    struct Output: TaskOutput {
        /// Names the reservation for `fund.settle` and `fund.release`.
        var reservation: String
        var fund: String
        var amount: Decimal
        /// What the fund has left after it.
        var remaining: Decimal
    }

    func problems() -> [ParameterProblem] {
        var problems: [ParameterProblem] = []
        if fund.isEmpty { problems.append(ParameterProblem("fund", "names no fund")) }
        if amount <= .zero {
            problems.append(ParameterProblem("amount", "must be above zero, and is \(amount)"))
        }
        return problems
    }

    func problems(under settings: Settings) -> [ParameterProblem] {
        // WHY nothing without any fund: a workflow may be checked far from its `onus.yaml`.
        guard let ceilings = try? Ceilings(settings), !ceilings.names.isEmpty, !fund.isEmpty,
            ceilings[fund] == nil
        else { return [] }
        return [
            ParameterProblem(
                "fund", "is `\(fund)`, and `onus.yaml` lists no such fund", known: ceilings.names)
        ]
    }

    func perform(_ context: ActionContext) async throws -> Output {
        let ledger = try Ledger(context)
        let key = context.idempotencyKey
        let made: Reservation
        if let before = try await ledger.reservation(madeBy: key) {
            made = before
        } else {
            made = try await ledger.reserve(amount, of: fund, by: key)
        }
        return Output(
            reservation: made.id, fund: made.fund, amount: made.amount, remaining: made.remaining)
    }
}
