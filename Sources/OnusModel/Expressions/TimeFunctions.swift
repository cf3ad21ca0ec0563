import OnusCEL
import OnusCalendar
import OnusPlugin

/// Time as statutes count it: `workdays`, `add_workdays`, `date`, `t + period('6 months')`.
enum TimeFunctions {
    /// A duration as authors write it; its value is its text.
    static let periodType = ValueType.named("period")

    static let overloads: [Overload] = [
        Overload("workdays", [.timestamp, .timestamp], .int) {
            evaluation, arguments throws(CELEvaluationError) in
            guard case .timestamp(let start) = arguments[0],
                case .timestamp(let end) = arguments[1]
            else { throw CELEvaluationError("`workdays` takes two times") }
            return .int(Int64(try evaluation.calendar().workdays(from: start, to: end)))
        },
        Overload("add_workdays", [.timestamp, .int], .timestamp) {
            evaluation, arguments throws(CELEvaluationError) in
            guard case .timestamp(let start) = arguments[0], case .int(let count) = arguments[1],
                let days = Int(exactly: count)
            else { throw CELEvaluationError("`add_workdays` takes a time and a whole number") }
            let calendar = try evaluation.calendar()
            return try inWords { () throws(CalendarError) in
                .timestamp(try calendar.addWorkdays(days, to: start))
            }
        },
        Overload("date", [.string], .timestamp, judge: judgeDate) {
            evaluation, arguments throws(CELEvaluationError) in
            let text = arguments[0].stringValue ?? ""
            let calendar = try evaluation.calendar()
            return try inWords { () throws(CalendarError) in
                .timestamp(try calendar.midnight(ofDate: text))
            }
        },
        Overload("period", [.string], periodType, pure: true) {
            _, arguments throws(CELEvaluationError) in
            .string(try period(arguments[0]).description)
        },
        Overload("+", [.timestamp, periodType], .timestamp) {
            evaluation, arguments throws(CELEvaluationError) in
            try moved(arguments, 1, evaluation)
        },
        Overload("-", [.timestamp, periodType], .timestamp) {
            evaluation, arguments throws(CELEvaluationError) in
            try moved(arguments, -1, evaluation)
        },
    ]

    @Sendable private static func judgeDate(
        _ evaluation: inout Evaluation, _ known: [Value?]
    ) throws(CELEvaluationError) {
        guard let text = known.first??.stringValue else { return }
        _ = try inWords { () throws(CalendarError) in try CivilDate(written: text) }
    }

    private static func period(_ value: Value) throws(CELEvaluationError) -> Period {
        try inWords { () throws(CalendarError) in try Period(parsing: value.stringValue ?? "") }
    }

    private static func moved(
        _ arguments: [Value], _ times: Int, _ evaluation: Evaluation
    ) throws(CELEvaluationError) -> Value {
        guard case .timestamp(let start) = arguments[0] else {
            throw CELEvaluationError("a period is added to a time")
        }
        // What is no period is a duration, which was tried before.
        guard case .string = arguments[1] else {
            throw CELEvaluationError("the time lies outside the years 1 to 9999")
        }
        let period = try period(arguments[1])
        let calendar = try evaluation.calendar()
        return try inWords { () throws(CalendarError) in
            .timestamp(try calendar.adding(period, times: times, to: start))
        }
    }

    private static func inWords<Result>(
        _ work: () throws(CalendarError) -> Result
    ) throws(CELEvaluationError) -> Result {
        do throws(CalendarError) { return try work() } catch {
            throw CELEvaluationError(error.message)
        }
    }
}
