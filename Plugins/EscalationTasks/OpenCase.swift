import OnusPlugin

/// Opens an accountability case from a duty and gives it a number such as `2026-0001`.
///
/// The same step opens one case, however often it is tried. That the duty is done by now is no
/// reason not to open it: `duty_outcome` tells.
struct OpenCase: ActionTask {
    static let name = "escalation.open_case"
    static let summary = "Opens an accountability case from a duty."
    static let errors = [TaskError("unknown_duty", "the record has no such duty")]

    @Parameter("The id of the duty, mostly `${ duty.id }` or an input.")
    var duty: String
    @Parameter("Why the case is opened.")
    var reason: String?

    struct Output: TaskOutput {
        var caseNumber: String
        var duty: String
        var run: String
        var step: String
        var title: String
        var reason: String?
        var accountable: Person
        var responsible: People
        var supervisor: People
        var dutyOpenedAt: Timestamp
        var dueAt: Timestamp?
        /// Whole days from the deadline to the opening of the case.
        var daysOverdue: Int?
        /// What the duty ended with; absent while it is open.
        var dutyOutcome: String?
        var caseOpenedAt: Timestamp
    }

    func problems() -> [ParameterProblem] {
        duty.isEmpty ? [ParameterProblem("duty", "names no duty")] : []
    }

    func perform(_ context: ActionContext) async throws -> Output {
        let request = "request/\(context.idempotencyKey)"
        if let number = try await context.store.get(request)?.stringValue,
            let filed = try await context.store.get("case/\(number)")
        {
            return try ValueDecoder().decode(Output.self, from: filed)
        }
        guard let record = try await context.record.duty(duty) else {
            throw TaskFailure("unknown_duty", "the record has no duty `\(duty)`")
        }
        let output = output(of: record, number: try await nextNumber(context), at: context.now)
        try await context.store.set(request, .string(output.caseNumber))
        try await context.store.set("case/\(output.caseNumber)", try ValueEncoder().encode(output))
        return output
    }

    private func nextNumber(_ context: ActionContext) async throws -> String {
        let year = try CaseYear(context.settings).year(of: context.now)
        let last = try await context.store.get("year/\(year)")?.intValue ?? 0
        try await context.store.set("year/\(year)", .int(last + 1))
        let digits = String(last + 1)
        return "\(year)-" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }

    private func output(of record: DutyRecord, number: String, at now: Timestamp) -> Output {
        let overdue = record.dueAt.map { due in
            max(0, Int(now.since(due).components.seconds / 86_400))
        }
        return Output(
            caseNumber: number, duty: record.id, run: record.run, step: record.step,
            title: record.title, reason: reason, accountable: record.accountable,
            responsible: People(record.responsible), supervisor: People(record.supervisor),
            dutyOpenedAt: record.openedAt, dueAt: record.dueAt, daysOverdue: overdue,
            dutyOutcome: record.outcome, caseOpenedAt: now)
    }
}
