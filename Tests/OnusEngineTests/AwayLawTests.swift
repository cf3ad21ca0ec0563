import ApprovalTasks
import OnusCatalog
import OnusEngine
import OnusLanguage
import OnusModel
import OnusPlugin
import OnusValues
import Testing

/// What `onus check --absent 1` proves, held against what the engine does.
@Suite("With anyone away")
struct AwayLawTests {
    private static let rounds = 300

    @Test("what the checker accepts, the engine seats: whoever is away, there is a way to the end")
    func sound() throws {
        let catalog = try Catalog(plugins: [ApprovalPlugin.self])
        var (accepted, refused) = (0, 0)
        for seed in 1...UInt64(Self.rounds) {
            let house = House(seed: seed)
            let sources = house.sources
            let files = Checker.check(
                sources, catalog: catalog, organization: house.organization, mayOneBeAway: true)
            let codes = Set(files.diagnostics.filter { $0.severity == .error }.map(\.code))
            guard codes.isSubset(of: ["W084"]) else { continue }
            let plans = Checker.check(
                sources, catalog: catalog, organization: house.organization
            ).workflows.map(Compiler.compile)
            let plan = try #require(plans.first { $0.workflow == "away" })
            let engine = Engine(plan: plan, digest: "plan", catalog: catalog)
            let stuck = try house.stuck(engine)
            if codes.isEmpty {
                accepted += 1
                #expect(
                    stuck == nil, "seed \(seed): \(stuck ?? "")\n\(house.text)")
            } else {
                refused += 1
                // Where nothing is kept apart the answer is exact; else there may be a way that
                // hangs on the order of things.
                if !house.keepsApart {
                    #expect(stuck != nil, "seed \(seed)\n\(house.text)")
                }
            }
        }
        print("with anyone away: \(accepted) accepted, \(refused) refused")
        #expect(accepted > 15 && refused > 15)
    }
}

/// A small organisation and a small workflow in it.
private struct House {
    private var random: Dice
    private(set) var keepsApart = false
    private var workflow = ""
    let organization: Organization
    private let starters: [Person]

    private static let people = (0..<6).map { Person("p\($0)") }

    init(seed: UInt64) {
        var random = Dice(seed)
        var roles: [String: [Person]] = [:]
        for number in 0..<8 {
            roles["r\(number)"] = Array(Self.people.shuffled(using: &random).prefix(1 + number / 3))
        }
        let heads = Self.people.shuffled(using: &random)
        organization = Organization(
            id: "house", calendar: "plain",
            units: [
                Unit(id: "top", name: "Top", head: heads[0]),
                Unit(id: "one", name: "One", parent: "top", head: heads[1]),
                Unit(id: "two", name: "Two", parent: "one", head: heads[2]),
            ],
            people: Self.people.map { person in
                Member(
                    id: person, name: Text(person.id),
                    unit: ["top", "one", "two"].randomElement(using: &random) ?? "top")
            }, roles: roles)
        starters = roles["r7"] ?? []
        self.random = random
        workflow = makeWorkflow()
    }

    var sources: [Source] { [Source(path: "away.yaml", text: workflow)] }

    var text: String {
        "\(workflow)\n\(organization.units.map { "\($0.id) \($0.head?.id ?? "")" }) "
            + "\(organization.people.map { "\($0.id) \($0.unit)" }) \(organization.roles)"
    }

    private mutating func makeWorkflow() -> String {
        let count = Int.random(in: 1...3, using: &random)
        var steps: [String] = []
        for number in 0..<count { steps.append(step(number, of: count)) }
        var separate: [String] = []
        for one in 0..<count {
            for other in 0..<one where Int.random(in: 0..<4, using: &random) == 0 {
                separate.append("  - [s\(other), s\(one)]")
            }
            if Int.random(in: 0..<8, using: &random) == 0 {
                separate.append("  - [start, s\(one)]")
            }
        }
        keepsApart = !separate.isEmpty || steps.contains { $0.contains("verified_by") }
        return """
            onus: 1
            workflow: away
            version: 1
            start: {by: role("r7")}
            duties: {due: 3 workdays, escalation: standard}
            escalations:
              standard: [{at: due, mark: red, decide: expired}]
            \(separate.isEmpty ? "" : "separate:\n" + separate.joined(separator: "\n"))
            steps:
            \(steps.joined(separator: "\n"))
              - {id: done, end: done}
              - {id: no, end: refused}

            """
    }

    private mutating func step(_ number: Int, of count: Int) -> String {
        func role(_ choice: Int) -> String { "role(\"r\(choice)\")" }
        var words = [
            "id: s\(number)", "task: approval",
            "responsible: " + role(Int.random(in: 0..<8, using: &random)),
            "accountable: " + role(Int.random(in: 0..<3, using: &random)),
            "supervisor: " + role(Int.random(in: 0..<6, using: &random)),
            "then: {rejected: no, expired: no}",
        ]
        switch Int.random(in: 0..<8, using: &random) {
        case 0: words.append("absent: fail")
        case 1: words.append("absent: accountable")
        case 2 where count == 1: words.append("allocate: first")
        case 3 where count == 1: words.append("allocate: fewest_open")
        case 4: words.append("with: {rule: {at_least: 2}}")
        case 5: words.append("verified_by: " + role(Int.random(in: 3..<8, using: &random)))
        default: break
        }
        return "  - {\(words.joined(separator: ", "))}"
    }

    /// Somebody without whom no run gets to its end; nil when everybody may be away.
    func stuck(_ engine: Engine) throws -> String? {
        let all = DayRange(first: World.day(2026, 1, 1), last: World.day(2027, 12, 31))
        for away in Self.people {
            let organization = Organization(
                id: organization.id, calendar: organization.calendar, units: organization.units,
                people: organization.people, roles: organization.roles,
                absences: [Absence(person: away, between: all)])
            for starter in starters {
                var facts = try World.facts(at: World.time("2026-06-01T09:00:00Z"))
                facts.organization = organization
                let begun = try engine.decide(
                    nil, .start(StartRun(run: "r", initiator: starter, inputs: [:])), facts)
                if !canEnd(begun.state, engine, facts, away) {
                    return "`\(away)` is away and `\(starter)` starts it"
                }
            }
        }
        return nil
    }

    /// Whether some choice of those who act leads to the end without an incident.
    private func canEnd(
        _ state: RunState, _ engine: Engine, _ facts: Facts, _ away: Person
    ) -> Bool {
        var waiting = [state]
        while let state = waiting.popLast() {
            guard state.isOpen else {
                if state.outcome == "done" { return true }
                continue
            }
            guard let duty = state.duties.values.first(where: { $0.opened.isPhase != true }),
                duty.opened.incident == nil
            else { continue }
            let isProposed = duty.proposal != nil
            let people = isProposed ? duty.opened.people.verifiers : duty.deciders
            for person in people where person != away {
                let act = ActOnDuty(
                    duty: duty.opened.duty, kind: isProposed ? .verify : .decide, person: person,
                    outcome: isProposed ? "verified" : "approved")
                if let next = try? engine.decide(state, .act(act), facts) {
                    waiting.append(next.state)
                }
            }
        }
        return false
    }
}

private struct Dice: RandomNumberGenerator {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
