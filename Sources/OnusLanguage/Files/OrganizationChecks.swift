import OnusModel

/// Checks that the names in an organisation's file are those of units and people of the file.
struct OrganizationChecks {
    private static let engine = "engine"
    private let file: OrganizationFile
    private let units: Set<String>
    private let people: Set<String>
    private(set) var diagnostics: [Diagnostic] = []

    /// Everything wrong with the file.
    static func diagnostics(of file: OrganizationFile) -> [Diagnostic] {
        var checks = OrganizationChecks(file)
        checks.checkIdentities()
        checks.checkUnits()
        checks.checkPeople()
        return checks.diagnostics
    }

    private init(_ file: OrganizationFile) {
        self.file = file
        units = Set(file.units.map(\.id.value))
        people = Set(file.people.map(\.id.value))
    }

    private mutating func report(
        _ code: Code, _ message: String, _ location: SourceLocation, help: String? = nil,
        suggestion: String? = nil, related: [Diagnostic.Related] = []
    ) {
        diagnostics.append(
            Diagnostic(
                code.rawValue, .error, message, at: location, help: help, suggestion: suggestion,
                related: related))
    }

    private mutating func checkIdentities() {
        checkUnique(file.units.map(\.id), "unit")
        checkUnique(file.people.map(\.id), "person")
        for member in file.people where member.id.value == Self.engine {
            report(
                .badName, "nobody can be called `\(Self.engine)`", member.id.location,
                help: "the record names so who does what happens by itself; choose another id")
        }
    }

    private mutating func checkUnique(_ ids: [Located<String>], _ kind: String) {
        var first: [String: SourceLocation] = [:]
        for id in ids {
            if let earlier = first[id.value] {
                report(
                    .duplicateInOrganization, "the \(kind) `\(id.value)` stands here twice",
                    id.location, help: "remove or rename one of the two",
                    related: [.init("first given here", at: earlier)])
            } else {
                first[id.value] = id.location
            }
        }
    }

    private mutating func checkUnits() {
        for unit in file.units {
            if let parent = unit.parent { check(unit: parent) }
            if let head = unit.head { check(person: head) }
            for deputy in unit.deputies { check(person: deputy) }
        }
        checkCycles()
    }

    private mutating func checkPeople() {
        for member in file.people { check(unit: member.unit) }
        for person in file.roles.flatMap(\.value) { check(person: person) }
        for delegation in file.delegations {
            check(person: delegation.from)
            check(person: delegation.to)
            if delegation.from.value == delegation.to.value {
                report(
                    .selfDelegation, "`\(delegation.to.value)` cannot stand in for themselves",
                    delegation.to.location)
            }
        }
        for absence in file.absences { check(person: absence.person) }
    }

    private mutating func check(unit: Located<String>) {
        guard !units.contains(unit.value) else { return }
        report(
            .unknownUnit, "there is no unit `\(unit.value)`", unit.location,
            help: Spelling.help(for: unit.value, among: units.sorted(), called: "the units are")
                ?? "add it under `units:`",
            suggestion: Spelling.nearest(to: unit.value, among: units.sorted()))
    }

    private mutating func check(person: Located<String>) {
        guard !people.contains(person.value) else { return }
        report(
            .unknownPerson, "there is no person `\(person.value)`", person.location,
            help: Spelling.help(for: person.value, among: people.sorted())
                ?? "add the person under `people:`",
            suggestion: Spelling.nearest(to: person.value, among: people.sorted()))
    }

    /// Reports each ring of parents once, at the unit of it that stands first.
    private mutating func checkCycles() {
        let parents = Dictionary(
            file.units.map { ($0.id.value, $0.parent?.value) }, uniquingKeysWith: { one, _ in one })
        var known: Set<String> = []
        for unit in file.units where !known.contains(unit.id.value) {
            var path: [String] = []
            var next: String? = unit.id.value
            while let id = next, !known.contains(id), !path.contains(id) {
                path.append(id)
                next = parents[id] ?? nil
            }
            if let id = next, let start = path.firstIndex(of: id) {
                let ring = path[start...] + [id]
                report(
                    .unitCycle,
                    "the unit `\(id)` lies above itself: \(ring.joined(separator: " → "))",
                    unit.parent?.location ?? unit.id.location,
                    help: "one of these units has a wrong `parent`")
            }
            known.formUnion(path)
        }
    }
}
