import OnusCEL
import OnusModel
import OnusPlugin

/// Where the people of an expression come from, with roles written out and each way of its
/// conditions looked at on its own.
struct PeopleSources {
    private let roles: [String: [Outline]]

    init(_ workflow: WorkflowSyntax) {
        roles = Dictionary(
            workflow.roles.map { ($0.name.value, Self.outlines($0.value)) },
            uniquingKeysWith: { first, _ in first })
    }

    private init(roles: [String: [Outline]]) { self.roles = roles }

    /// The same where other words stand for people too.
    func knowing(_ words: [String: PeopleSyntax]) -> PeopleSources {
        PeopleSources(roles: roles.merging(words.mapValues(Self.outlines)) { _, new in new })
    }

    static func outlines(_ people: PeopleSyntax) -> [Outline] {
        people.expressions.map { syntax in
            (try? Expression(parsing: syntax.text))?.outline(knowing: KnownPeople.functions)
                ?? .other(syntax.text)
        }
    }

    /// With every role's name replaced by what the role says; a role sees those before it only, so
    /// one that is met inside itself stays a name.
    func writtenOut(_ outline: Outline, _ open: Set<String> = []) -> Outline {
        func inner(_ part: Outline) -> Outline { writtenOut(part, open) }
        switch outline {
        case .path(let path):
            guard path.count == 1, let role = roles[path[0]], !open.contains(path[0]) else {
                return outline
            }
            let parts = role.map { writtenOut($0, open.union([path[0]])) }
            return parts.count == 1 ? parts[0] : .list(parts)
        case .call(let name, let parts): return .call(name, parts.map(inner))
        case .list(let parts): return .list(parts.map(inner))
        case .conditional(let condition, let first, let second):
            return .conditional(condition, then: inner(first), else: inner(second))
        case .computed(let text, let reads):
            return .computed(text, reads: reads.mapValues(inner))
        case .literal, .has, .optional, .and, .or, .not, .other: return outline
        }
    }

    /// All people of a field.
    func writtenOut(_ people: PeopleSyntax) -> Outline {
        .list(Self.outlines(people).map { writtenOut($0) })
    }
}

extension Outline {
    /// The conditions on which the people hang, each once.
    var conditions: [Outline] {
        switch self {
        case .conditional(let condition, let first, let second):
            [condition] + first.conditions + second.conditions
        case .call(_, let parts), .list(let parts): parts.flatMap(\.conditions)
        case .computed(_, let reads): reads.inOrder.flatMap(\.conditions)
        case .path, .has, .optional, .literal, .and, .or, .not, .other: []
        }
    }

    /// What is left when it is known which conditions hold.
    func settled(_ truths: [Outline: Bool]) -> Outline {
        switch self {
        case .conditional(let condition, let first, let second):
            truths[condition] ?? true ? first.settled(truths) : second.settled(truths)
        case .call(let name, let parts): .call(name, parts.map { $0.settled(truths) })
        case .list(let parts): .list(parts.map { $0.settled(truths) })
        case .computed(let text, let reads):
            .computed(text, reads: reads.mapValues { $0.settled(truths) })
        case .path, .has, .optional, .literal, .and, .or, .not, .other: self
        }
    }

    /// The single sources of people that are put together here.
    var sources: [Outline] {
        switch self {
        case .list(let parts): parts.flatMap(\.sources)
        case .call("+", let parts): parts.flatMap(\.sources)
        default: [self]
        }
    }

    /// Whether it is one person, whoever that is.
    var isOnePerson: Bool {
        switch self {
        case .path(["initiator"]): true
        case .call("person", _), .call("head", _), .call("manager", _): true
        case .list(let parts): parts.count == 1 && parts[0].isOnePerson
        default: false
        }
    }
}

/// Every combination of conditions on which some expressions hang; none when there are too many.
func everyCase(of outlines: [Outline]) -> [[Outline: Bool]] {
    var seen: Set<Outline> = []
    let conditions = outlines.flatMap(\.conditions).filter { seen.insert($0).inserted }
    guard conditions.count <= 6 else { return [] }
    return conditions.reduce([[:]]) { cases, condition in
        cases.flatMap { before in
            [true, false].map { truth in before.merging([condition: truth]) { _, new in new } }
        }
    }
}

extension [[String]: Outline] {
    /// What is read, by the names under which it is read.
    var inOrder: [Outline] {
        sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
    }
}
