import OnusCEL
import OnusModel
import OnusPlugin

/// Who is meant in each case: whoever starts the run, under each condition, for each item of the
/// `foreach` around that is known.
struct PeopleCases {
    struct Case {
        let people: [Person]
        /// " when …", or nothing.
        let when: String
    }

    private let workflow: WorkflowContext
    private let organization: Organization
    private let situations: Situations

    init(_ workflow: WorkflowContext, _ organization: Organization) {
        (self.workflow, self.organization) = (workflow, organization)
        situations = workflow.situations
    }

    /// - Parameters:
    ///   - entry: the step at which it stands; nil for what holds for the whole workflow.
    ///   - duty: whose people the words `responsible`, `accountable` and `supervisor` mean.
    func all(
        _ people: PeopleSyntax, at entry: StepTree.Entry? = nil, of duty: DutySyntax? = nil
    ) -> [Case] {
        var words: [String: PeopleSyntax] = [:]
        (words["responsible"], words["accountable"]) = (duty?.responsible, duty?.accountable)
        words["supervisor"] = duty?.supervisor
        let outline = workflow.sources.knowing(words).writtenOut(people)
        // WHY: what such a condition leaves, only it knows.
        let asked = entry.map { workflow.guards(of: $0) } ?? []
        let names = asked.reduce(into: Set<[String]>()) { $0.formUnion($1.names) }
        let loops = entry.map { self.loops(around: $0.list, in: outline, except: names) } ?? []
        let all = situations.all(for: [outline] + loops.map(\.items)) ?? []
        return all.flatMap { situation -> [Case] in
            if situation.starter != nil, names.contains(["initiator"]) { return [] }
            let known = KnownPeople(organization: organization, situation)
            return variants(of: known, loops, situation).compactMap { known, words in
                let text = [situation.text].compactMap(\.self) + words
                return known.people(outline.settled(situation.truths)).map {
                    Case(
                        people: $0,
                        when: text.isEmpty ? "" : " when " + text.joined(separator: " and "))
                }
            }
        }
    }

    private typealias Loop = (name: String, items: Outline)

    /// The loops whose items some people are taken from, the innermost first.
    private func loops(
        around list: Int, in outline: Outline, except names: Set<[String]>
    ) -> [Loop] {
        let read = Set(outline.paths).subtracting(outline.computedReads)
        return workflow.tree.enclosing(list).compactMap { list in
            guard case .item(let loop) = workflow.tree.lists[list].kind,
                read.contains([loop.name.value]), !names.contains([loop.name.value])
            else { return nil }
            let items = PeopleSyntax([loop.items], at: loop.items.location)
            return (loop.name.value, workflow.sources.writtenOut(items))
        }
    }

    /// What is known for each combination of items, each with what it says of them.
    private func variants(
        of known: KnownPeople, _ loops: [Loop], _ situation: Situation
    ) -> [(KnownPeople, [String])] {
        loops.reduce([(known, [])]) { variants, loop in
            variants.flatMap { known, words -> [(KnownPeople, [String])] in
                let items = loop.items.settled(situation.truths)
                let names = items.texts ?? known.people(items)?.map(\.id) ?? []
                guard !names.isEmpty, variants.count * names.count <= Self.most else {
                    return [(known, words)]
                }
                return names.map { name in
                    var known = known
                    known.words[loop.name] = [Person(name)]
                    known.values[[loop.name]] = .string(name)
                    return (known, words + ["`\(loop.name)` is `\(name)`"])
                }
            }
        }
    }

    private static let most = 1_000
}

extension Outline {
    /// The texts of a list that is written out.
    fileprivate var texts: [String]? {
        switch self {
        case .literal(let value): value.stringValue.map { [$0] }
        case .list(let parts):
            parts.reduce([String]?([])) { found, part in
                guard let found, let texts = part.texts else { return nil }
                return found + texts
            }
        default: nil
        }
    }

    /// What is read where only an evaluator understands it.
    fileprivate var computedReads: Set<[String]> {
        switch self {
        case .computed(_, let reads): Set(reads.keys)
        case .call(_, let parts), .list(let parts):
            parts.reduce(into: []) { $0.formUnion($1.computedReads) }
        case .conditional(_, let first, let second):
            first.computedReads.union(second.computedReads)
        default: []
        }
    }
}
