import OnusPlugin

/// In which year a case counts: the year on the clock that the office goes by.
struct CaseYear {
    /// Seconds east of UTC.
    private let offset: Int

    init(_ settings: Settings) throws(SettingsError) {
        guard let text = try settings.string("utc_offset") else {
            offset = 0
            return
        }
        let digits = Array(text.utf8)
        let isSign = digits.first == UInt8(ascii: "+") || digits.first == UInt8(ascii: "-")
        guard isSign, digits.count == 6, let time = TimeOfDay(String(text.dropFirst())),
            time.hour <= 14
        else { throw SettingsError("utc_offset", "expected an offset such as \"+08:00\"") }
        offset = digits.first == UInt8(ascii: "-") ? -time.secondOfDay : time.secondOfDay
    }

    func year(of instant: Timestamp) -> Int {
        CivilDateTime(instant, offset: offset)?.date.year ?? instant.utc.date.year
    }
}
