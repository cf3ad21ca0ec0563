import OnusLanguage
import OnusModel
import OnusPlugin
import Testing

@Suite("Those who may start a run and are alike")
struct AlikeStartersTests {
    @Test("looking at one of each kind tells what looking at each of them tells", arguments: 0..<12)
    func exact(_ round: Int) throws {
        var random = SmallRandom(seed: UInt64(round) * 104_729 + 3)
        for _ in 0..<15 {
            let organization = Self.organization(&random)
            let text = Self.workflow(&random, organization)
            let each = try Self.check(text, organization, each: true)
            let some = try Self.check(text, organization, each: false)
            #expect(some == each, "\(organization.roles) \(organization.people)\n\(text)")
        }
    }

    @Test("what was too much to look at one by one is found")
    func many() throws {
        let flags = (0..<7)
        let people = (0..<300).map { Member(id: Person("p\($0)"), name: Text("P"), unit: "office") }
        let organization = Organization(
            id: "large",
            units: [
                Unit(id: "office", name: Text("Office"), head: "boss"),
                Unit(id: "audit", name: Text("Audit"), head: "fay"),
            ],
            people: people + [
                Member(id: "boss", name: Text("B"), unit: "office"),
                Member(id: "fay", name: Text("F"), unit: "audit"),
            ], roles: ["clerk": [Person("p1"), Person("p2")], "watch": ["fay"]])
        let who = flags.reduce("manager(initiator)") { "inputs.f\($1) ? initiator : \($0)" }
        let text = """
            onus: 1
            workflow: flow
            version: 1
            inputs:
            \(flags.map { "  f\($0): {type: bool}" }.joined(separator: "\n"))
            duties:
              {accountable: 'head("audit")', supervisor: "initiator", due: 5 days, escalation: up}
            escalations: {up: [{at: due, decide: expired}]}
            steps:
              - {id: ask, task: approval, responsible: "\(who)", then: {any: continue}}
              - {id: done, end: granted}
            """
        let found = try Self.check(text, organization, each: false)
        #expect(found.contains { $0.contains("when `p0` starts it") }, "\(found)")
    }

    private static func check(
        _ text: String, _ organization: Organization, each: Bool
    ) throws -> [String] {
        let catalog = try #require(Checking.catalog)
        return Checker.check(
            [Source(path: "flow.yaml", text: text)], catalog: catalog, organization: organization,
            looksAtEachStarter: each
        ).diagnostics.map { diagnostic in
            "\(diagnostic.summary) \(diagnostic.related.map(\.message))"
        }
    }

    private static func organization(_ random: inout SmallRandom) -> Organization {
        let ids = (0..<7).map { Person("p\($0)") }
        let units = ["north", "south", "top"]
        var roles: [String: [Person]] = [:]
        for role in ["one", "two"] {
            roles[role] = ids.filter { _ in random.below(3) == 0 }
        }
        let delegations = random.below(3) == 0 ? [delegation(&random, ids)] : []
        return Organization(
            id: "small",
            units: units.map { unit in
                Unit(
                    id: unit, name: Text(unit), parent: unit == "top" ? nil : "top",
                    head: random.below(4) == 0 ? nil : ids[random.below(7)],
                    deputies: random.below(3) == 0 ? [ids[random.below(7)]] : [])
            },
            people: ids.map { Member(id: $0, name: Text($0.id), unit: units[random.below(3)]) },
            roles: roles, delegations: delegations)
    }

    private static func delegation(_ random: inout SmallRandom, _ ids: [Person]) -> Delegation {
        let days = DayRange(first: .earliest, last: .latest)
        return Delegation(from: ids[random.below(7)], to: ids[random.below(7)], between: days)
    }

    private static let people = [
        "initiator", "manager(initiator)", "chain(initiator)", "role('one')", "role('two')",
        "members('north')", "members('south')", "head('south')", "deputies('north')",
        "person('p3')",
        "role('one').filter(p, p != initiator)", "members('north').filter(p, p != 'p2')",
        "inputs.flag ? initiator : role('two')", "role(inputs.word)", "person(inputs.name)",
        "[initiator, head('north')]", "manager(head('south'))",
    ]

    private static func workflow(
        _ random: inout SmallRandom, _ organization: Organization
    ) -> String {
        func pick() -> String { people[random.below(people.count)] }
        let steps = (0..<3).map { number in
            """
              - id: s\(number)
                task: approval
                responsible: "\(pick())"
                accountable: "\(pick())"
                supervisor: "\(pick())"
                \(random.below(4) == 0 ? "verified_by: \"\(pick())\"" : "priority: 1")
                escalation: [{at: due, assign: "\(pick())"}]
                then: {any: continue}
            """
        }
        let starts = ["", "start: {by: \"members('north')\"}", "start: {by: \"role('one')\"}"]
        let apart = ["[start, s0, s1]", "[s0, s1, s2]", "[s0, \"\(pick())\"]"]
        return """
            onus: 1
            workflow: flow
            version: 1
            inputs:
              flag: {type: bool}
              word: {type: string, enum: [one, two]}
              name: {type: string, enum: [p1, p4]}
            \(starts[random.below(3)])
            duties: {due: 5 days}
            separate: [\(apart[random.below(3)])]
            steps:
            \(steps.joined(separator: "\n"))
              - {id: done, end: granted}
            """
    }
}
