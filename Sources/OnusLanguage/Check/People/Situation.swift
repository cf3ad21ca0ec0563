import OnusCEL
import OnusModel
import OnusPlugin

/// What can differ from one run to the next about who has which duty.
struct Situation: Hashable {
    /// Nil where it does not matter, or where nobody says who may start.
    var starter: Person?
    /// The workflow whose call or ladder lets them start it, where its own `start:` does not.
    var over: String?
    /// Which conditions hold.
    var truths: [Outline: Bool] = [:]
    /// Which of its words an input is.
    var words: [[String]: String] = [:]
    /// Who did a step, by the path under which that is read.
    var doers: [[String]: Person] = [:]

    /// `eve` starts it and `inputs.unit` is `biotech`; nil when nothing is special about it.
    var text: String? {
        let way = over.map { " over `\($0)`" } ?? ""
        var parts = starter.map { ["`\($0.id)` starts it\(way)"] } ?? []
        let named = words.map { (path: $0.key.joined(separator: "."), word: $0.value) }
        parts += named.sorted { $0.path < $1.path }.map { "`\($0.path)` is `\($0.word)`" }
        parts += doers.map { (path: $0.key.joined(separator: "."), id: $0.value.id) }
            .sorted { $0.path < $1.path }.map { "`\($0.path)` is `\($0.id)`" }
        let conditions = truths.compactMap { outline, holds in
            outline.isOf(words) ? nil : outline.text.map { ($0, holds) }
        }
        parts += conditions.sorted { $0.0 < $1.0 }.map { "`\($0)` is \($1)" }
        return parts.isEmpty ? nil : parts.joined(separator: " and ")
    }
}

/// The situations in which a run of a workflow can be.
struct Situations {
    private let facts: PathFacts
    /// Everybody who may start it; nil where that is not known.
    let starters: [Person]?
    /// Those who start it over other workflows, and over which.
    private let guests: [Person: String]
    private let organization: Organization?
    /// Whether it is everybody because the workflow does not say who.
    private let areUnsaid: Bool
    /// Nil where there are not several, or each is to be looked at.
    private let alike: AlikeStarters?
    /// By the path under which it is read: who may have done a step.
    private let doers: [[String]: [Person]]
    private static let most = 20_000

    init(_ workflow: WorkflowContext, _ sources: PeopleSources) {
        facts = PathFacts(workflow)
        doers = PossibleDoers.all(in: workflow, sources)
        let syntax = workflow.workflow
        let starter = syntax.startedBy ?? syntax.startedOn?.person ?? syntax.startedEvery?.person
        let organization = workflow.surroundings.organization
        self.organization = organization
        areUnsaid = starter == nil
        var own: [Person]?
        var guests: [Person: String] = [:]
        if let starter {
            let known = organization.map { KnownPeople(organization: $0) }
            own = known?.people(sources.writtenOut(starter)).flatMap { $0.isEmpty ? nil : $0 }
            let others = organization.map {
                workflow.surroundings.callers.starters(of: syntax.name.value, $0)
            }
            for guest in others ?? [] where own?.contains(guest.person) == false {
                guests[guest.person] = guest.over
            }
        } else {
            let people = organization?.people.map(\.id) ?? []
            own = syntax.isPublic || people.isEmpty ? nil : people
        }
        self.guests = guests
        starters = own.map { $0 + guests.keys.sorted() }
        guard let organization, let own, own.count > 2,
            !workflow.surroundings.looksAtEachStarter
        else {
            alike = nil
            return
        }
        alike = AlikeStarters(
            own, in: organization, facts, of: sources.everything(in: workflow))
    }

    /// The same for each of those who may have done a step of which the expressions read who did it.
    func all(withDoersIn outlines: [Outline]) -> [Situation]? {
        guard let all = all(for: outlines) else { return nil }
        let paths = Set(outlines.flatMap(\.paths)).filter { doers[$0] != nil }
        return paths.sorted { $0.lexicographicallyPrecedes($1) }.reduce(all) { found, path in
            let people = doers[path] ?? []
            guard !people.isEmpty, found.count * people.count <= Self.most else { return found }
            return found.flatMap { situation in
                people.map { person in
                    var situation = situation
                    situation.doers[path] = person
                    return situation
                }
            }
        }
    }

    /// Those that make a difference to some expressions; nil when there are too many.
    ///
    /// - Parameter ofEach: whether each starter has situations of their own, though somebody else is
    ///   like them: where one of them is looked at beside another.
    func all(
        for outlines: [Outline], guards: [Outline] = [], ofEach: Bool = false
    ) -> [Situation]? {
        var seen: Set<Outline> = []
        let paths = Set(outlines.flatMap(\.paths)).sorted { $0.lexicographicallyPrecedes($1) }
        let flags = paths.filter { facts.fields[$0]?.type == .bool }.map { Outline.path($0) }
        let conditions = (outlines.flatMap(\.conditions) + guards + flags).filter {
            seen.insert($0).inserted
        }
        let words = paths.filter {
            facts.fields[$0]?.limits.choices?.contains { $0.stringValue != nil } ?? false
        }
        guard let rows = AnswerTable(conditions, paths: words, facts).rows else { return nil }
        let isPersonal = outlines.contains { $0.paths.contains(["initiator"]) }
        let personal = conditions.filter { $0.names.contains(["initiator"]) }
        var starters: [Person?] = [nil]
        if isPersonal, let some = self.starters {
            starters =
                ofEach || !personal.isEmpty
                ? some : ones(of: some, for: outlines, isAlone: rows.count == 1)
        }
        // WHY: where everybody may start it only because nobody is named, the rest is looked at still.
        if areUnsaid, rows.count * starters.count > Self.most { starters = [nil] }
        guard rows.count * starters.count <= Self.most else { return nil }
        return starters.flatMap { starter in
            let truths = truths(of: personal, for: starter)
            return rows.filter { row in truths.allSatisfy { row.truths[$0] ?? $1 == $1 } }.map {
                Situation(
                    starter: starter, over: starter.flatMap { guests[$0] }, truths: $0.truths,
                    words: $0.words)
            }
        }
    }

    /// One of each kind of starters.
    private func ones(of starters: [Person], for outlines: [Outline], isAlone: Bool) -> [Person] {
        let ones = alike.map { $0.oneOfEach(for: outlines) + guests.keys.sorted() } ?? starters
        // WHY: whoever looks says who starts it only where several may.
        return isAlone && ones.count == 1 ? Array(starters.prefix(2)) : ones
    }

    /// What the organisation says of conditions on who starts it.
    private func truths(of conditions: [Outline], for starter: Person?) -> [Outline: Bool] {
        guard let starter, let organization, !conditions.isEmpty else { return [:] }
        let known = KnownPeople(organization: organization, Situation(starter: starter))
        return conditions.reduce(into: [:]) { $0[$1] = known.truth(of: $1) }
    }
}

extension Outline {
    /// The variables that are read for people, conditions aside.
    var paths: [[String]] {
        switch self {
        case .path(let path): [path]
        case .call(_, let parts), .list(let parts): parts.flatMap(\.paths)
        case .conditional(_, let first, let second): first.paths + second.paths
        case .computed(_, let reads): reads.inOrder.flatMap(\.paths)
        case .literal, .has, .optional, .and, .or, .not, .other: []
        }
    }

    /// Whether it asks about nothing but these words.
    fileprivate func isOf(_ words: [[String]: String]) -> Bool {
        switch self {
        case .path(let path): words[path] != nil
        case .literal: true
        case .call(_, let parts), .list(let parts), .and(let parts), .or(let parts):
            parts.allSatisfy { $0.isOf(words) }
        case .not(let term): term.isOf(words)
        case .conditional(let condition, let first, let second):
            [condition, first, second].allSatisfy { $0.isOf(words) }
        case .computed(_, let reads): reads.values.allSatisfy { $0.isOf(words) }
        case .has, .optional, .other: false
        }
    }

    /// Much as its author wrote it; nil where that would be long.
    var text: String? {
        let text = written
        return text.count <= 80 ? text : nil
    }

    var written: String {
        switch self {
        case .path(let path): path.joined(separator: ".")
        case .literal(let value): value.stringValue.map { "'\($0)'" } ?? value.plainText
        case .computed(let text, _), .other(let text): text
        case .has(let path): "has(\(path.joined(separator: ".")))"
        case .optional(let path): path.dropLast().joined(separator: ".") + ".?" + (path.last ?? "")
        case .not(let term): "!\(term.written)"
        case .and(let terms): terms.map(\.written).joined(separator: " && ")
        case .or(let terms): terms.map(\.written).joined(separator: " || ")
        case .list(let parts): "[\(parts.map(\.written).joined(separator: ", "))]"
        case .conditional(let condition, let first, let second):
            "\(condition.written) ? \(first.written) : \(second.written)"
        case .call(let name, let parts):
            parts.count == 2 && !(name.first?.isLetter ?? false) || name == "in"
                ? parts.map(\.written).joined(separator: " \(name) ")
                : "\(name)(\(parts.map(\.written).joined(separator: ", ")))"
        }
    }
}
