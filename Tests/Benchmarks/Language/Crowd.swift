import OnusModel
import OnusPlugin

/// A workflow of thirty duties among two hundred people, much of it kept apart.
struct Crowd {
    let name: String
    private(set) var text: String
    private(set) var organization: Organization
    private var seed: UInt64

    /// With people to spare, with hardly enough, with two for each duty, and with the same few for everything.
    static let all = [
        Crowd("plenty", perDuty: 8...40, lists: 12, size: 8, seed: 1),
        Crowd("hardly enough", perDuty: 3...5, lists: 14, size: 7, seed: 2),
        Crowd("two for each", perDuty: 2...2, lists: 24, size: 7, seed: 3),
        Crowd("a few for all", perDuty: 9...9, of: 9, lists: 22, size: 6, seed: 4),
    ]

    init(
        _ name: String, perDuty: ClosedRange<Int>, of crowd: Int = 200, lists: Int, size: Int,
        seed: UInt64
    ) {
        self.name = name
        self.seed = seed
        text = """
            onus: 1
            workflow: crowd
            version: 1
            start: {by: role("everybody")}
            duties: {accountable: head("top"), supervisor: person("person-0"), due: 5 workdays, escalation: standard}
            escalations: {standard: [{at: due, mark: red, remind: responsible}, {at: due + 2 workdays, decide: expired}]}
            separate:

            """
        let people = (0..<200).map { Person("person-\($0)") }
        organization = Organization(id: "crowd")
        for list in 0..<lists {
            var steps: Set<Int> = []
            while steps.count < size { steps.insert(pick(30)) }
            let names = steps.sorted().map { "duty_\($0)" }
            text += "  - [\((list == 0 ? ["start"] : []) + names)]\n"
                .replacing("[[", with: "[").replacing("]]", with: "]").replacing("\"", with: "")
        }
        text += "steps:\n"
        var roles = ["everybody": people]
        for duty in 0..<30 {
            var some: Set<Int> = []
            let count = perDuty.lowerBound + pick(perDuty.count)
            while some.count < count { some.insert(pick(crowd)) }
            roles["role-\(duty)"] = some.sorted().map { people[$0] }
            text += "  - {id: duty_\(duty), task: approval, responsible: role(\"role-\(duty)\"),"
            text += " supervisor: head(\"top\"), accountable: person(\"person-0\"),"
            text += " then: {any: stopped}}\n"
        }
        text += "  - {id: finished, end: finished}\n  - {id: stopped, end: stopped}\n"
        let chief = Person("chief")
        let members = ([chief] + people).map { Member(id: $0, name: Text($0.id), unit: "top") }
        organization = Organization(
            id: "crowd", units: [Unit(id: "top", name: Text("Top"), head: chief)], people: members,
            roles: roles)
    }

    /// A number below `limit`, from a fixed sequence.
    private mutating func pick(_ limit: Int) -> Int {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(seed >> 33) % limit
    }
}
