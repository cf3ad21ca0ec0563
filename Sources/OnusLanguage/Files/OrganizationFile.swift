import OnusModel
import OnusPlugin
import OnusYAML

/// An organisation as its file says it, before names are looked up.
package struct OrganizationFile: Sendable {
    package var file: String
    package var id: Located<String>
    package var calendar: Located<String>?
    package var units: [UnitSyntax] = []
    package var people: [MemberSyntax] = []
    package var roles: [Named<[Located<String>]>] = []
    package var delegations: [DelegationSyntax] = []
    package var absences: [AbsenceSyntax] = []

    package struct UnitSyntax: Sendable {
        package var id: Located<String>
        package var name: Text?
        package var parent: Located<String>?
        package var head: Located<String>?
        package var deputies: [Located<String>]
    }

    package struct MemberSyntax: Sendable {
        package var id: Located<String>
        package var name: Text?
        package var unit: Located<String>
        package var email: String?
    }

    package struct DelegationSyntax: Sendable {
        package var from: Located<String>
        package var to: Located<String>
        package var between: DayRange
        package var workflows: [Located<String>]?
    }

    package struct AbsenceSyntax: Sendable {
        package var person: Located<String>
        package var between: DayRange
    }

    /// What the file says; what it says wrongly is `OrganizationChecks`' business.
    package var organization: Organization {
        Organization(
            id: id.value, calendar: calendar?.value,
            units: units.map { unit in
                Unit(
                    id: unit.id.value, name: unit.name ?? Text(unit.id.value),
                    parent: unit.parent?.value, head: unit.head.map { Person($0.value) },
                    deputies: unit.deputies.map { Person($0.value) })
            },
            people: people.map { member in
                Member(
                    id: Person(member.id.value), name: member.name ?? Text(member.id.value),
                    unit: member.unit.value, email: member.email)
            },
            roles: Dictionary(
                roles.map { ($0.name.value, $0.value.map { Person($0.value) }) },
                uniquingKeysWith: { first, _ in first }),
            delegations: delegations.map { delegation in
                Delegation(
                    from: Person(delegation.from.value), to: Person(delegation.to.value),
                    between: delegation.between,
                    workflows: delegation.workflows?.map { WorkflowID($0.value) })
            },
            absences: absences.map {
                Absence(person: Person($0.person.value), between: $0.between)
            })
    }
}

extension NodeReader {
    mutating func organization(_ root: Node) -> OrganizationFile? {
        guard var map = mapping(root, "an organisation") else { return nil }
        let id = require("organization", of: &map).flatMap {
            newName($0, "the name of an organisation")
        }
        var file = OrganizationFile(file: file, id: id ?? Located("", at: head(root)))
        file.calendar = map.take("calendar").flatMap { text($0, "the name of a calendar") }
        file.units = map.take("units").map { entries($0, "units") { $0.unit($1) } } ?? []
        file.people = map.take("people").map { entries($0, "people") { $0.member($1) } } ?? []
        file.roles = map.take("roles").map { organizationRoles($0) } ?? []
        file.delegations =
            map.take("delegations").map { entries($0, "delegations") { $0.delegation($1) } } ?? []
        file.absences =
            map.take("absences").map { entries($0, "absences") { $0.absence($1) } } ?? []
        finish(map)
        return file
    }

    private mutating func entries<Entry>(
        _ node: Node, _ what: String, _ read: (inout NodeReader, Node) -> Entry?
    ) -> [Entry] {
        (list(node, "a list of \(what)") ?? []).compactMap { read(&self, $0) }
    }

    private mutating func unit(_ node: Node) -> OrganizationFile.UnitSyntax? {
        guard var map = mapping(node, "a unit") else { return nil }
        let id = require("id", of: &map).flatMap { newName($0, "the id of a unit") }
        let name = map.take("name").flatMap { localized($0)?.value }
        let parent = map.take("parent").flatMap { text($0, "the id of a unit") }
        let chief = map.take("head").flatMap { text($0, "the id of a person") }
        let deputies = map.take("deputies").map { ids($0) } ?? []
        finish(map)
        return id.map {
            .init(id: $0, name: name, parent: parent, head: chief, deputies: deputies)
        }
    }

    private mutating func member(_ node: Node) -> OrganizationFile.MemberSyntax? {
        guard var map = mapping(node, "a person") else { return nil }
        let id = require("id", of: &map).flatMap { handle($0, "the id of a person") }
        let name = map.take("name").flatMap { localized($0)?.value }
        let unit = require("unit", of: &map).flatMap { text($0, "the id of a unit") }
        let email = map.take("email").flatMap { text($0, "an address")?.value }
        finish(map)
        guard let id, let unit else { return nil }
        return .init(id: id, name: name, unit: unit, email: email)
    }

    private mutating func organizationRoles(_ node: Node) -> [Named<[Located<String>]>] {
        named(node, "`roles`").map { Named($0.name, ids($0.value)) }
    }

    private mutating func delegation(_ node: Node) -> OrganizationFile.DelegationSyntax? {
        guard var map = mapping(node, "a delegation") else { return nil }
        let from = require("from", of: &map).flatMap { text($0, "the id of a person") }
        let to = require("to", of: &map).flatMap { text($0, "the id of a person") }
        let between = require("between", of: &map, help: Self.dayRangeHelp).flatMap { days($0) }
        let workflows = map.take("workflows").map { ids($0, "the name of a workflow") }
        finish(map)
        guard let from, let to, let between else { return nil }
        return .init(from: from, to: to, between: between, workflows: workflows)
    }

    private mutating func absence(_ node: Node) -> OrganizationFile.AbsenceSyntax? {
        guard var map = mapping(node, "an absence") else { return nil }
        let person = require("person", of: &map).flatMap { text($0, "the id of a person") }
        let between = require("between", of: &map, help: Self.dayRangeHelp).flatMap { days($0) }
        finish(map)
        guard let person, let between else { return nil }
        return .init(person: person, between: between)
    }

    private mutating func ids(
        _ node: Node, _ what: String = "the id of a person"
    ) -> [Located<String>] {
        listOrOne(node).compactMap { text($0, what) }
    }

    private static let dayRangeHelp = "such as `between: [2026-11-01, 2026-11-15]`"

    private mutating func days(_ node: Node) -> DayRange? {
        guard let nodes = node.elements, nodes.count == 2 else {
            expected("the first and the last day", at: node, help: Self.dayRangeHelp)
            return nil
        }
        let days = nodes.compactMap { date($0) }
        guard days.count == 2 else { return nil }
        guard days[0] <= days[1] else {
            report(.badTime, "the last day lies before the first", at: location(node))
            return nil
        }
        return DayRange(first: days[0], last: days[1])
    }

    mutating func date(_ node: Node) -> CivilDate? {
        guard let text = text(node, "a day such as `2026-11-01`") else { return nil }
        guard let date = CivilDate(text.value) else {
            report(
                .badTime, "`\(text.value)` is no day", at: text.location,
                help: "a day is written `2026-11-01`")
            return nil
        }
        return date
    }
}
