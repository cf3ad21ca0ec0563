// FundTasks keeps money under a ceiling: `fund.reserve` takes an amount out of what a fund has left,
// `fund.settle` pays it out or less of it, `fund.release` gives it back.
//
//   Ceilings      how much each fund may commit, from the settings
//   Ledger        how much of it is committed, and what became of each amount
//
// All of it lives in `context.store`. Every action reads the fund before it writes it, and Onus
// commits nothing when somebody else wrote it in between; so the sum of all reservations never
// passes the ceiling, however many runs reserve at once. Amounts are exact decimals.
//
// The same step gets the same answer however often it is tried; each action looks for its key first.
// It must never count from anything that it did not read from the store in the same attempt.

import OnusPlugin

/// Funds with a ceiling.
///
/// Setting `funds`: a mapping from the name of each fund to its ceiling. When it is changed, the
/// next reservation goes by the new one.
public struct FundPlugin: Plugin {
    public static let name = "fund"
    public static let settings = [
        Setting(
            "funds", .map(.value(.decimal)),
            "The funds by their names, each with how much may be committed.")
    ]

    public init(settings: Settings) throws {
        try settings.allow(Self.settings)
        _ = try Ceilings(settings)
    }

    public var tasks: [any TaskKind.Type] { [Reserve.self, Settle.self, Release.self] }
}
