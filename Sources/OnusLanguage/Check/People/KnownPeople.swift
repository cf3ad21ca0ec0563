import OnusCEL
import OnusModel
import OnusPlugin
import OnusValues

/// Who the people of an expression are in an organisation, as far as that hangs on nothing that
/// only a run knows.
struct KnownPeople {
    let organization: Organization
    /// Words that stand for people here, such as `accountable` on a rung.
    var words: [String: [Person]] = [:]
    /// Who did a step, by the path under which that is read.
    var doers: [[String]: Person] = [:]
    /// What inputs are that have a few words only, or are true or false.
    var values: [[String]: Value] = [:]

    /// Those that are understood without evaluating them.
    static let functions: Set<String> = [
        "role", "person", "unit", "head", "deputies", "members", "manager", "chain", "+", "-",
    ]

    init(organization: Organization) { self.organization = organization }

    /// As far as it is known in a situation.
    init(organization: Organization, _ situation: Situation) {
        self.organization = organization
        values = situation.words.mapValues { .string($0) }
        doers = situation.doers
        for case (.path(let path), let holds) in situation.truths { values[path] = .bool(holds) }
        if let starter = situation.starter { words["initiator"] = [starter] }
    }

    /// Nil where only a run knows, or where a name is wrong.
    func people(_ outline: Outline) -> [Person]? {
        switch outline {
        case .path(let path):
            path.count == 1 ? words[path[0]] : doers[path].map { [$0] }
        case .list(let parts): all(parts)
        case .call("+", let parts): all(parts)
        case .call("-", let parts) where parts.count == 2: difference(parts[0], parts[1])
        case .call(let name, let parts) where parts.count == 1: look(name, parts[0])
        case .computed(let text, let reads): value(text, reads).flatMap { persons($0) }
        default: nil
        }
    }

    private func all(_ parts: [Outline]) -> [Person]? {
        let found = parts.compactMap { people($0) }
        return found.count == parts.count ? People(found.flatMap { $0 }).members : nil
    }

    private func difference(_ one: Outline, _ other: Outline) -> [Person]? {
        guard let some = people(one), let without = people(other) else { return nil }
        return some.filter { !without.contains($0) }
    }

    private func look(_ function: String, _ argument: Outline) -> [Person]? {
        // A name that the text gives and nobody has is told where it stands; of an input's word it is
        // an incident in the run.
        let nobody: [Person]? = argument.isWritten || name(argument) == nil ? nil : []
        switch function {
        case "role": return name(argument).flatMap { organization.roles[$0] } ?? nobody
        case "person":
            return name(argument).map { Person($0) }.flatMap { organization.member($0)?.id }.map {
                [$0]
            } ?? nobody
        case "head": return unit(argument).map { [$0.head].compactMap(\.self) } ?? nobody
        case "deputies": return unit(argument)?.deputies ?? nobody
        case "members": return unit(argument).map { organization.members(of: $0.id) } ?? nobody
        case "manager":
            return person(argument).map { [organization.manager(of: $0)].compactMap(\.self) }
        case "chain": return person(argument).map { organization.chain(above: $0) }
        default: return nil
        }
    }

    private func name(_ outline: Outline) -> String? {
        switch outline {
        case .call("unit", let parts) where parts.count == 1: name(parts[0])
        case .literal(let value): value.stringValue
        case .path(let path): values[path]?.stringValue
        case .call("+", let parts): joined(parts)
        case .computed(let text, let reads): value(text, reads)?.stringValue
        default: nil
        }
    }

    private func joined(_ parts: [Outline]) -> String? {
        let texts = parts.compactMap { name($0) }
        return texts.count == parts.count ? texts.joined() : nil
    }

    private func person(_ outline: Outline) -> Person? {
        people(outline).flatMap { $0.count == 1 ? $0[0] : nil }
    }

    private func unit(_ outline: Outline) -> Unit? {
        if case .call("unit", let parts) = outline, parts.count == 1 { return unit(parts[0]) }
        return name(outline).flatMap { organization.unit($0) }
    }
}

extension Outline {
    /// Whether the text says it, and nothing that a run knows.
    fileprivate var isWritten: Bool {
        switch self {
        case .literal: true
        case .call(_, let parts), .list(let parts): parts.allSatisfy(\.isWritten)
        default: false
        }
    }
}
