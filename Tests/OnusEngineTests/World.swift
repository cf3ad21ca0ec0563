import OnusCEL
import OnusCalendar
import OnusCatalog
import OnusEngine
import OnusModel
import OnusPlugin
import OnusValues

// A small organisation, a calendar without holidays and a few task kinds to try the engine with.

/// One approval approves; a rejection by everybody rejects.
struct Ask: DutyTask {
    static let name = "ask"
    struct Output: TaskOutput { var decided: Int }
    init() {}
    var outcomes: [Outcome] { [Outcome("approved", continues: true), Outcome("rejected")] }
    func evaluate(_ duty: DutyView) -> Verdict<Output> {
        let decisions = duty.decisions
        let output = Output(decided: decisions.count)
        if decisions.contains(where: { $0.outcome == "approved" }) {
            return .outcome("approved", output, because: "one approved")
        }
        if !decisions.isEmpty, decisions.count == duty.deciders.count {
            return .outcome("rejected", output, because: "nobody approved")
        }
        return .pending("nobody has approved")
    }
}

/// Approved when all approve; the first rejection rejects.
struct AskAll: DutyTask {
    static let name = "ask.all"
    init() {}
    var outcomes: [Outcome] { [Outcome("approved", continues: true), Outcome("rejected")] }
    func evaluate(_ duty: DutyView) -> Verdict<NoOutput> {
        let decisions = duty.decisions
        if decisions.contains(where: { $0.outcome == "rejected" }) {
            return .outcome("rejected", NoOutput(), because: "one rejected")
        }
        return decisions.count == duty.deciders.count
            ? .outcome("approved", NoOutput(), because: "all approved")
            : .pending("not all have approved")
    }
}

/// The first decision settles it.
struct AskOne: DutyTask {
    static let name = "ask.one"
    init() {}
    var outcomes: [Outcome] { [Outcome("approved", continues: true), Outcome("rejected")] }
    func evaluate(_ duty: DutyView) -> Verdict<NoOutput> {
        guard let outcome = duty.decisions.first?.outcome else { return .pending("nobody has") }
        return .outcome(outcome, NoOutput(), because: "one is enough")
    }
}

/// Arrives at something that it never declared.
struct AskBroken: DutyTask {
    static let name = "ask.broken"
    init() {}
    var outcomes: [Outcome] { [Outcome("approved", continues: true), Outcome("rejected")] }
    func evaluate(_ duty: DutyView) -> Verdict<NoOutput> {
        duty.decisions.isEmpty ? .pending("") : .outcome("nonsense", NoOutput(), because: "so")
    }
}

/// Nobody is told who decided what; one decision settles it.
struct AskSecretly: DutyTask {
    static let name = "ask.secretly"
    init() {}
    var isSecret: Bool { true }
    var outcomes: [Outcome] { [Outcome("approved", continues: true), Outcome("rejected")] }
    func evaluate(_ duty: DutyView) -> Verdict<NoOutput> {
        guard let outcome = duty.decisions.first?.outcome else { return .pending("nobody has") }
        return .outcome(outcome, NoOutput(), because: "one is enough")
    }
}

struct Work: ActionTask {
    static let name = "work"
    static let errors = [TaskError("broken", "it cannot be done")]
    @Parameter("What to do.") var what: String = "something"
    struct Output: TaskOutput { var number: Int }
    init() {}
    func perform(_ context: ActionContext) async throws -> Output { Output(number: 1) }
}

struct TestPlugin: Plugin {
    static let name = "test"
    init(settings: Settings) throws {}
    var tasks: [any TaskKind.Type] {
        [Ask.self, AskAll.self, AskOne.self, AskBroken.self, AskSecretly.self, Work.self]
    }
}

enum World {
    static func catalog() throws -> Catalog { try Catalog(plugins: [TestPlugin.self]) }

    static func calendar() throws -> WorkingCalendar {
        var hours = WeeklyHours()
        try hours.set("monday-friday", to: [OfficeHours(parsing: "09:00-17:00")])
        return try WorkingCalendar(
            CalendarDefinition(
                id: "plain", zone: "UTC", hours: hours,
                publishedUntil: CivilDate(year: 2027, month: 12, day: 31)))
    }

    /// ann, bob and cay work for dan; eve heads everything.
    static let organization = Organization(
        id: "house", calendar: "plain",
        units: [
            Unit(id: "top", name: "Top", head: "eve"),
            Unit(id: "office", name: "Office", parent: "top", head: "dan"),
        ],
        people: ["ann", "bob", "cay", "dan", "eve"].map {
            Member(id: Person($0), name: Text($0), unit: $0 == "eve" ? "top" : "office")
        },
        roles: ["clerks": ["ann", "bob", "cay"]],
        delegations: [
            Delegation(
                from: "ann", to: "eve",
                between: DayRange(first: day(2026, 6, 1), last: day(2026, 6, 30)))
        ],
        absences: [
            Absence(person: "bob", between: DayRange(first: day(2026, 7, 1), last: day(2026, 7, 9)))
        ])

    static func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
        CivilDate(year: year, month: month, day: day) ?? .earliest
    }

    static func time(_ text: String) -> Timestamp { Timestamp(text) ?? .epoch }

    static func facts(at time: Timestamp, entropy: UInt64 = 7) throws -> Facts {
        Facts(
            now: time, entropy: entropy, organization: organization, organizationDigest: "org",
            calendars: ["plain": try calendar()])
    }
}

extension Expression {
    static func cel(_ text: String) throws -> Expression { try Expression(parsing: text) }
}
