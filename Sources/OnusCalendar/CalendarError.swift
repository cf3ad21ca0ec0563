/// What is wrong with a period, a time zone or a calendar, in words for its author.
package struct CalendarError: Error, Sendable, Hashable {
    /// Lower case, without a full stop, the author's words in back-ticks.
    package var message: String
    /// The way out.
    package var help: String?
    /// The word that was probably meant, to be offered as "did you mean".
    package var suggestion: String?

    package init(_ message: String, help: String? = nil, suggestion: String? = nil) {
        self.message = message
        self.help = help
        self.suggestion = suggestion
    }

    static let outOfRange = CalendarError(
        "the time lies outside the years 1 to 9999", help: "use a shorter period")
}

extension CalendarError: CustomStringConvertible {
    package var description: String {
        let hint = suggestion.map { "did you mean `\($0)`?" }
        return [message, hint, help].compactMap(\.self).joined(separator: "; ")
    }
}
