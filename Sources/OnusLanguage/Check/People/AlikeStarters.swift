import OnusCEL
import OnusModel
import OnusPlugin

/// Who of those who may start a run are alike, so that looking at one of them is looking at all.
///
/// Two people are alike when exchanging them changes nothing that the expressions can tell: they are
/// under the same people, no expression means one of them and not the other, and where an expression
/// looks up a role or a unit that only a run knows, they are in the same of all of these. What holds
/// when one of them starts then holds when the other does, with their names exchanged.
struct AlikeStarters {
    private let known: KnownPeople
    private let facts: PathFacts
    private let starters: [Person]
    private let standing: [Person: Standing]
    private let roles: [Person: Membership]
    /// Whom the workflow means by what hangs on nothing.
    private let meant: Meant

    private struct Membership: Hashable {
        var unit: String?
        var roles: [String]
        var deputyOf: [String]
    }

    private struct Standing: Hashable {
        var above: [Person]
        /// Set for one who heads a unit or stands in for somebody: nobody is like them.
        var oneself: Person?
    }

    private struct Kind: Hashable {
        var standing: Standing?
        var membership: Membership?
        var marks: [Bool]
    }

    /// Whom expressions mean besides whoever starts the run.
    private struct Meant {
        var people: Set<Set<Person>> = []
        /// Whether a role or a unit is looked up that only a run knows.
        var isAnyRole = false
    }

    init(
        _ starters: [Person], in organization: Organization, _ facts: PathFacts,
        of workflow: [Outline]
    ) {
        (self.starters, self.facts) = (starters, facts)
        known = KnownPeople(organization: organization)
        let single = Set(
            organization.units.compactMap(\.head)
                + organization.delegations.flatMap { [$0.from, $0.to] })
        var roles: [Person: [String]] = [:]
        for (role, people) in organization.roles.sorted(by: { $0.key < $1.key }) {
            for person in people { roles[person, default: []].append(role) }
        }
        var deputies: [Person: [String]] = [:]
        for unit in organization.units {
            for person in unit.deputies { deputies[person, default: []].append(unit.id) }
        }
        standing = Dictionary(
            starters.map { person in
                (
                    person,
                    Standing(
                        above: organization.chain(above: person),
                        oneself: single.contains(person) ? person : nil)
                )
            }, uniquingKeysWith: { first, _ in first })
        self.roles = Dictionary(
            starters.map { person in
                (
                    person,
                    Membership(
                        unit: organization.member(person)?.unit, roles: roles[person] ?? [],
                        deputyOf: deputies[person] ?? [])
                )
            }, uniquingKeysWith: { first, _ in first })
        var meant = Meant()
        for outline in workflow { _ = Self.note(outline, known, facts, &meant) }
        self.meant = meant
    }

    /// One of each kind, the first of them; all where somebody may be told apart in a way that only
    /// an evaluator understands.
    func oneOfEach(for outlines: [Outline]) -> [Person] {
        var meant = meant
        for outline in outlines {
            guard Self.note(outline, known, facts, &meant) else { return starters }
        }
        let sets = Array(meant.people)
        var seen: Set<Kind> = []
        return starters.filter { person in
            let kind = Kind(
                standing: standing[person], membership: meant.isAnyRole ? roles[person] : nil,
                marks: sets.map { $0.contains(person) })
            return seen.insert(kind).inserted
        }
    }

    /// Notes everybody whom an expression may mean besides whoever starts the run; false where that
    /// is not known.
    private static func note(
        _ outline: Outline, _ known: KnownPeople, _ facts: PathFacts,
        _ meant: inout Meant
    ) -> Bool {
        if let people = known.people(outline) {
            meant.people.insert(Set(people))
            return true
        }
        switch outline {
        case .literal(let value):
            if let name = value.stringValue { meant.people.insert([Person(name)]) }
            return true
        case .path(let path):
            let words = facts.fields[path]?.limits.choices?.compactMap(\.stringValue) ?? []
            meant.people.formUnion(words.map { [Person($0)] })
            return true
        case .call("+", let parts) where parts.contains(where: \.isText): return false
        case .call(let name, let parts):
            if Self.lookups.contains(name) { meant.isAnyRole = true }
            return note(parts, known, facts, &meant)
        case .list(let parts): return note(parts, known, facts, &meant)
        case .conditional(_, let first, let second):
            return note([first, second], known, facts, &meant)
        case .computed: return false
        case .has, .optional, .and, .or, .not, .other: return true
        }
    }
}

extension AlikeStarters {
    /// All of them, whatever comes of one.
    private static func note(
        _ outlines: [Outline], _ known: KnownPeople, _ facts: PathFacts, _ meant: inout Meant
    ) -> Bool {
        var isKnown = true
        for outline in outlines where !note(outline, known, facts, &meant) { isKnown = false }
        return isKnown
    }

    private static let lookups: Set<String> = ["role", "members", "deputies", "head", "unit"]
}

extension Outline {
    fileprivate var isText: Bool {
        if case .literal(let value) = self { value.stringValue != nil } else { false }
    }
}

extension PeopleSources {
    /// All expressions for people that duties, ladders and `separate:` have, written out.
    func everything(in workflow: WorkflowContext) -> [Outline] {
        let duties = workflow.statedDuties.flatMap {
            [$0.responsible, $0.accountable, $0.supervisor, $0.verifiedBy]
        }
        let rungs = workflow.ladders.flatMap(\.rungs).flatMap { [$0.add, $0.assign] }
        let apart = workflow.workflow.separate.flatMap(\.entries).flatMap(\.parts)
            .filter { $0.text != "start" && workflow.tree[$0.text] == nil }
            .map { PeopleSyntax([$0], at: $0.location) }
        return (duties.compactMap(\.self) + rungs.compactMap(\.self) + apart).map { writtenOut($0) }
    }
}
