import OnusPlugin

/// How much each fund may have committed, as `onus.yaml` says.
struct Ceilings {
    private let amounts: [String: Decimal]

    init(_ settings: Settings) throws(SettingsError) {
        guard let section = try settings.section("funds") else {
            amounts = [:]
            return
        }
        var amounts: [String: Decimal] = [:]
        for key in section.values.keys {
            guard let name = key.stringValue, let amount = try section.decimal(name) else {
                throw SettingsError("funds", "expected a ceiling for each name")
            }
            guard amount >= .zero else {
                throw SettingsError("funds", "the ceiling of `\(name)` is below zero")
            }
            amounts[name] = amount
        }
        self.amounts = amounts
    }

    subscript(fund: String) -> Decimal? { amounts[fund] }

    var names: [String] { amounts.keys.sorted() }
}
