/// An instant in UTC with nanoseconds, between the years 1 and 9999.
public struct Timestamp: Sendable, Hashable {
    /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
    public let seconds: Int64
    /// 0 to 999,999,999 beyond `seconds`.
    public let nanoseconds: Int32

    private static let range: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

    /// Nil outside the years 1 to 9999, or when the nanoseconds are not those of one second.
    public init?(seconds: Int64, nanoseconds: Int32 = 0) {
        guard Self.range.contains(seconds), (0..<1_000_000_000).contains(nanoseconds) else {
            return nil
        }
        self.init(unchecked: seconds, nanoseconds)
    }

    /// Nil outside the years 1 to 9999.
    public init?(microsecondsSinceEpoch value: Int64) {
        let (seconds, rest) = floorDivide(value, 1_000_000)
        self.init(seconds: seconds, nanoseconds: Int32(rest) * 1000)
    }

    private init(unchecked seconds: Int64, _ nanoseconds: Int32 = 0) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    public static let epoch = Timestamp(unchecked: 0)
    public static let distantPast = Timestamp(unchecked: range.lowerBound)
    public static let distantFuture = Timestamp(unchecked: range.upperBound)

    /// Rounded down; every timestamp fits.
    public var microsecondsSinceEpoch: Int64 {
        seconds * 1_000_000 + Int64(nanoseconds / 1000)
    }
}

extension Timestamp: Comparable {
    public static func < (one: Timestamp, other: Timestamp) -> Bool {
        one.seconds == other.seconds
            ? one.nanoseconds < other.nanoseconds : one.seconds < other.seconds
    }
}

extension Timestamp {
    /// Nil outside the years 1 to 9999. What is finer than a nanosecond is rounded down.
    public func adding(_ duration: Duration) -> Timestamp? {
        let own = Int128(seconds) * 1_000_000_000 + Int128(nanoseconds)
        let (whole, rest) = floorDivide(duration.attoseconds, 1_000_000_000)
        _ = rest
        let (second, nanosecond) = floorDivide(own + whole, 1_000_000_000)
        guard let second = Int64(exactly: second) else { return nil }
        return Timestamp(seconds: second, nanoseconds: Int32(nanosecond))
    }

    public func subtracting(_ duration: Duration) -> Timestamp? {
        let (negative, overflow) = (0 as Int128).subtractingReportingOverflow(duration.attoseconds)
        return overflow ? nil : adding(Duration(attoseconds: negative))
    }

    /// How long it is from `earlier` to this instant; negative when that one is later.
    public func since(_ earlier: Timestamp) -> Duration {
        .seconds(seconds - earlier.seconds)
            + .nanoseconds(Int64(nanoseconds) - Int64(earlier.nanoseconds))
    }

    public static func - (one: Timestamp, other: Timestamp) -> Duration { one.since(other) }
}

/// The quotient rounded down and the rest, which is never negative; the divisor is positive.
func floorDivide<Number: FixedWidthInteger>(
    _ value: Number, _ divisor: Number
) -> (quotient: Number, rest: Number) {
    let (quotient, rest) = value.quotientAndRemainder(dividingBy: divisor)
    return rest < 0 ? (quotient - 1, rest + divisor) : (quotient, rest)
}
