/// An instant in UTC with nanoseconds, between the years 1 and 9999.
public struct Timestamp: Sendable, Hashable, Comparable {
    /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
    public let seconds: Int64
    /// 0 to 999,999,999 beyond `seconds`.
    public let nanoseconds: Int32

    /// Nil outside the years 1 to 9999, or when the nanoseconds are not those of one second.
    public init?(seconds: Int64, nanoseconds: Int32 = 0) {
        guard (-62_135_596_800...253_402_300_799).contains(seconds),
            (0..<1_000_000_000).contains(nanoseconds)
        else { return nil }
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    private init(unchecked seconds: Int64) {
        self.seconds = seconds
        nanoseconds = 0
    }

    public static let epoch = Timestamp(unchecked: 0)
    public static let distantFuture = Timestamp(unchecked: 253_402_300_799)

    public static func < (one: Timestamp, other: Timestamp) -> Bool {
        (one.seconds, one.nanoseconds) < (other.seconds, other.nanoseconds)
    }
}
