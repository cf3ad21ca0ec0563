import OnusCEL
import OnusCalendar
import OnusPlugin
import OnusValues

/// An instant that an expression gives, as far as its text tells: from now or from a day on, so much
/// later or earlier.
struct WrittenInstant {
    private enum Base {
        case now
        /// `date('2026-12-31')`
        case day(String)
        case fixed(Timestamp)
        /// When a step opened or closed, which is over.
        case past
    }

    fileprivate enum Shift {
        case period(Period, times: Int)
        case workdays(Int)
        /// `duration('1h')`, which no calendar changes.
        case length(Duration)
    }

    private let base: Base
    /// One after the other.
    private var shifts: [Shift] = []

    /// Of each way of its conditions; nil for one that hangs on something else.
    static func ways(of text: String) -> [WrittenInstant?] {
        guard let outline = (try? Expression(parsing: text))?.outline else { return [nil] }
        var ways: [WrittenInstant?] = []
        var waiting = [outline]
        while let next = waiting.popLast() {
            if case .conditional(_, let first, let second) = next {
                waiting += [second, first]
            } else {
                ways.append(WrittenInstant(next))
            }
        }
        return ways
    }

    private init?(_ outline: Outline) {
        var rest = outline
        var outermostFirst: [Shift] = []
        while case .call(let name, let parts) = rest, parts.count == 2 {
            guard let shift = Shift(name, parts[1]) else { return nil }
            outermostFirst.append(shift)
            rest = parts[0]
        }
        switch rest {
        case .path(["now"]): base = .now
        case .path(let path) where path.count == 3 && path[0] == "steps":
            guard ["opened_at", "closed_at"].contains(path[2]) else { return nil }
            base = .past
        case .call("date", let parts):
            guard parts.count == 1, let text = parts[0].words else { return nil }
            base = .day(text)
        case .call("timestamp", let parts):
            guard parts.count == 1, let time = parts[0].words.flatMap({ Timestamp($0) }) else {
                return nil
            }
            base = .fixed(time)
        default: return nil
        }
        shifts = outermostFirst.reversed()
    }

    /// The instant that it is when it is worked out at `start`; nil where the calendar has none.
    func instant(from start: Timestamp, in calendar: WorkingCalendar) -> Timestamp? {
        do {
            let known: Timestamp? =
                switch base {
                case .now: start
                case .day(let text): try calendar.midnight(ofDate: text)
                case .fixed(let time): time
                case .past: nil
                }
            guard var time = known else { return nil }
            for shift in shifts {
                switch shift {
                case .period(let period, let times):
                    time = try calendar.adding(period, times: times, to: time)
                case .workdays(let count): time = try calendar.addWorkdays(count, to: time)
                case .length: return nil
                }
            }
            return time
        } catch {
            return nil
        }
    }

    /// Whether it is over when it is worked out, whatever the calendar.
    var isOver: Bool {
        switch base {
        case .now, .past: break
        case .day, .fixed: return false
        }
        var most: Int64 = 0
        for shift in shifts {
            guard let length = shift.most else { return false }
            most += length
        }
        return most <= 0
    }
}

extension WrittenInstant.Shift {
    fileprivate init?(_ function: String, _ amount: Outline) {
        switch (function, amount) {
        case ("+", .call("period", let parts)), ("-", .call("period", let parts)):
            guard parts.count == 1, let text = parts[0].words,
                let period = try? Period(parsing: text)
            else { return nil }
            self = .period(period, times: function == "+" ? 1 : -1)
        case ("+", .call("duration", let parts)), ("-", .call("duration", let parts)):
            guard parts.count == 1, let text = parts[0].words,
                let length = Self.length(text)
            else { return nil }
            self = .length(function == "+" ? length : .zero - length)
        case ("add_workdays", .literal(.int(let count))):
            guard let count = Int(exactly: count) else { return nil }
            self = .workdays(count)
        case ("add_workdays", .call("-_", let parts)), ("add_workdays", .call("-", let parts)):
            guard parts.count == 1, case .literal(.int(let count)) = parts[0],
                let count = Int(exactly: count)
            else { return nil }
            self = .workdays(-count)
        default: return nil
        }
    }

    private static func length(_ text: String) -> Duration? {
        let isPlain = text.allSatisfy { $0.isLetter || $0.isNumber || $0 == " " || $0 == "." }
        let program = isPlain ? ComputedPrograms.program("duration('\(text)')", [:]) : nil
        return (try? program?.evaluate([:] as ValueMap))?.durationValue
    }

    /// The most seconds by which it moves an instant; nil where only a calendar knows.
    fileprivate var most: Int64? {
        switch self {
        case .period(let period, let times): times > 0 ? period.most : -period.least
        case .length(let length): length.components.seconds
        case .workdays(let count): count > 0 ? nil : Int64(count) * 86_400 + Period.change
        }
    }
}

extension Period {
    /// A day may be so much shorter or longer, where clocks are changed.
    fileprivate static let change: Int64 = 3_600

    fileprivate var most: Int64? {
        let count = Int64(amount)
        switch unit {
        case .second, .minute, .hour: return seconds
        case .day: return count * 86_400 + Self.change
        case .week: return count * 7 * 86_400 + Self.change
        case .month: return count * 31 * 86_400 + Self.change
        case .year: return count * 366 * 86_400 + Self.change
        case .workday, .workhour: return nil
        }
    }

    fileprivate var least: Int64 {
        let count = Int64(amount)
        switch unit {
        case .second, .minute, .hour: return seconds ?? 0
        case .workhour: return count * 3_600
        case .day, .workday: return max(0, count * 86_400 - Self.change)
        case .week: return max(0, count * 7 * 86_400 - Self.change)
        case .month: return max(0, count * 28 * 86_400 - Self.change)
        case .year: return max(0, count * 365 * 86_400 - Self.change)
        }
    }
}

extension Outline {
    /// A text that is written out.
    fileprivate var words: String? {
        if case .literal(let value) = self { value.stringValue } else { nil }
    }
}
