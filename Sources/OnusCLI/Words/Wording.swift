import OnusCalendar
import OnusModel
import OnusPlugin
import OnusRuntime

/// How times, people and titles read for those who look: on their clock, by their names, in their
/// language.
struct Wording: Sendable {
    var zone: Zone
    var organization: Organization?
    var languages: [String]
    var style: Style

    init(
        zone: Zone? = nil, organization: Organization? = nil, languages: [String] = [],
        style: Style = Style(isColored: false)
    ) {
        self.zone = zone ?? .utc
        self.organization = organization
        self.languages = languages
        self.style = style
    }

    /// Such as `2026-09-30 17:30`.
    func time(_ time: Timestamp) -> String {
        guard let local = try? zone.local(at: time) else { return "\(time)" }
        let minute = local.time.minute
        return "\(local.date) \(Self.two(local.time.hour)):\(Self.two(minute))"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// How far it is, such as `in 3 days` or `2 h late`.
    func distance(to time: Timestamp, from now: Timestamp) -> String {
        let seconds = (time - now).components.seconds
        let amount = Self.amount(of: abs(seconds))
        return seconds >= 0 ? "in \(amount)" : "\(amount) late"
    }

    private static func amount(of seconds: Int64) -> String {
        switch seconds {
        case ..<60: "\(seconds) s"
        case ..<7200: "\(seconds / 60) min"
        case ..<172_800: "\(seconds / 3600) h"
        default: "\(seconds / 86_400) days"
        }
    }

    /// The id, and the name where it says more: `li.wei (李伟)`, but not `li.wei (Li Wei)`.
    func person(_ person: Person) -> String {
        if person.isPublic { return "the sender" }
        guard let name = organization?.member(person)?.name.string(in: languages),
            Self.letters(of: name) != Self.letters(of: person.id)
        else { return person.id }
        return "\(person.id) (\(name))"
    }

    private static func letters(of name: String) -> String {
        name.lowercased().filter(\.isLetter)
    }

    func people(_ people: [Person]) -> String {
        people.isEmpty ? "nobody" : people.map(person).joined(separator: ", ")
    }

    func text(_ text: Text) -> String { text.string(in: languages) }

    func values(_ values: ValueMap) -> String {
        values.map { "\($0.key.plainText) = \(value($0.value))" }.joined(separator: ", ")
    }

    /// A value as its author might have written it; of a file its name.
    func value(_ value: Value) -> String {
        if let file = value.mapValue, let name = file["name"]?.stringValue,
            file["digest"] != nil
        {
            return name
        }
        return value.plainText
    }
}

extension Environment {
    /// The languages of whoever reads, the best first.
    var languages: [String] {
        guard let name = self["LC_ALL"] ?? self["LC_MESSAGES"] ?? self["LANG"] else { return [] }
        let tag = name.prefix { $0 != "." && $0 != "@" }.map { $0 == "_" ? "-" : $0 }
        let language = tag.prefix { $0 != "-" }
        return [String(tag), String(language)]
    }
}

extension Database {
    func wording(_ session: Session, _ style: Style) async throws -> Wording {
        let world = try await world
        return Wording(
            zone: world?.calendar?.zone, organization: world?.organization,
            languages: session.environment.languages, style: style)
    }
}
