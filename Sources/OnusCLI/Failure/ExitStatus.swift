/// How a command went, as the shell sees it. The numbers are kept.
package struct ExitStatus: RawRepresentable, Sendable, Hashable {
    package let rawValue: Int32

    package init(rawValue: Int32) { self.rawValue = rawValue }

    package static let done = ExitStatus(rawValue: 0)
    /// The answer is no: mistakes were found, a test failed, a run ended in failure.
    package static let no = ExitStatus(rawValue: 1)
    /// Not allowed, stale, already decided.
    package static let refused = ExitStatus(rawValue: 2)
    package static let usage = ExitStatus(rawValue: 64)
    /// A file that cannot be used; also a database of a newer version, or none at all.
    package static let badInput = ExitStatus(rawValue: 65)
    /// The database cannot be reached, or is locked, read-only or full.
    package static let unavailable = ExitStatus(rawValue: 69)
    /// A mistake in Onus.
    package static let internalError = ExitStatus(rawValue: 70)
}
