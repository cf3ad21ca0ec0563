import OnusCEL
import OnusModel
import OnusPlugin

/// The duties that `separate:` keeps apart, who can do each, and whether that works out.
struct SeparatedDuties {
    /// Something that one person does.
    struct Slot {
        let name: String
        /// Nil for the start of the run.
        let step: Int?
        /// Where it is said who does it.
        let location: SourceLocation?
        /// Who can do it; empty when only a run knows.
        var people: [Person] = []
    }

    /// The fewest duties that cannot be kept apart, and the list that wants it.
    struct Conflict {
        let slots: [Slot]
        let location: SourceLocation
    }

    private struct Pair: Hashable {
        let one: Int
        let other: Int
    }

    private let workflow: WorkflowContext
    private var slots: [Slot] = []
    private var outlines: [Outline] = []
    /// Whom lists keep from doing a duty at all.
    private var excluded: [[Outline]] = []
    /// By slots that lists keep apart, and that one run can have both.
    private var apart: [Pair: SourceLocation] = [:]
    private let sources: PeopleSources
    private let together: StepsOfOneRun

    init(_ workflow: WorkflowContext) {
        self.workflow = workflow
        sources = PeopleSources(workflow.workflow)
        together = StepsOfOneRun(workflow)
        for list in workflow.workflow.separate { add(list) }
    }

    var cases: [[Outline: Bool]] { outlines.isEmpty ? [] : everyCase(of: outlines) }

    private mutating func add(_ list: SeparateSyntax) {
        var entries: [[Int]] = []
        var people: [Outline] = []
        for entry in list.entries {
            if entry.text == "start" {
                entries.append([slot(of: nil)])
            } else if let step = workflow.tree[entry.text] {
                let duties = workflow.tree.entries.filter {
                    workflow.duties[$0.index]?.responsible != nil
                        && workflow.tree.isInside($0.index, step.index)
                }
                entries.append(duties.map { slot(of: $0.index) })
            } else {
                people.append(
                    sources.writtenOut(PeopleSyntax([entry], at: entry.location)))
            }
        }
        for (number, entry) in entries.enumerated() {
            for slot in entry { excluded[slot] += people }
            for other in entries.dropFirst(number + 1) { separate(entry, other, list.location) }
        }
    }

    private mutating func separate(_ one: [Int], _ other: [Int], _ location: SourceLocation) {
        for first in one {
            for second in other where first != second {
                guard together.canHaveAll([slots[first].step, slots[second].step]) else { continue }
                let pair = Pair(one: min(first, second), other: max(first, second))
                if apart[pair] == nil { apart[pair] = location }
            }
        }
    }

    private mutating func slot(of step: Int?) -> Int {
        if let known = slots.firstIndex(where: { $0.step == step }) { return known }
        let people = step.flatMap { workflow.duties[$0]?.responsible }
        let name = step.map { workflow.tree.entries[$0].id } ?? "start"
        slots.append(Slot(name: name, step: step, location: people?.location))
        outlines.append(people.map { sources.writtenOut($0) } ?? .path(["initiator"]))
        excluded.append([])
        return slots.count - 1
    }
}

extension SeparatedDuties {
    /// Two slots that one person has, whoever that is.
    func samePerson(_ truths: [Outline: Bool]) -> Conflict? {
        for (pair, location) in apart.sorted(by: {
            ($0.key.one, $0.key.other) < ($1.key.one, $1.key.other)
        }) {
            let (one, other) = (only(pair.one, truths), only(pair.other, truths))
            guard let one, one == other else { continue }
            return Conflict(slots: [slots[pair.one], slots[pair.other]], location: location)
        }
        return nil
    }

    private func only(_ slot: Int, _ truths: [Outline: Bool]) -> Outline? {
        let sources = Set(outlines[slot].settled(truths).sources)
        return sources.count == 1 ? sources.first.flatMap { $0.isOnePerson ? $0 : nil } : nil
    }

    /// The fewest slots to which the people of the organisation cannot be assigned.
    func conflict(_ truths: [Outline: Bool]) -> Conflict? {
        guard let organization = workflow.surroundings.organization else { return nil }
        let known = KnownPeople(organization: organization)
        let domains = slots.indices.map { domain(of: $0, truths, known) }
        // WHY: a slot of whom only a run knows the people does not restrict anything; one with
        // nobody at all is told elsewhere.
        var open = slots.indices.filter { domains[$0]?.isEmpty == false }
        guard assignment(of: open, domains) == .impossible else { return nil }
        for slot in open {
            let rest = open.filter { $0 != slot }
            if assignment(of: rest, domains) == .impossible { open = rest }
        }
        guard together.canHaveAll(open.map { slots[$0].step }) else { return nil }
        let location = apart.filter { open.contains($0.key.one) && open.contains($0.key.other) }
            .values.min { ($0.line, $0.column) < ($1.line, $1.column) }
        guard let location else { return nil }
        return Conflict(
            slots: open.map { index in
                var slot = slots[index]
                slot.people = domains[index] ?? []
                return slot
            }, location: location)
    }

    private func domain(
        of slot: Int, _ truths: [Outline: Bool], _ known: KnownPeople
    ) -> [Person]? {
        let start = slots[slot].step == nil ? workflow.workflow.startedBy : nil
        let outline = start.map { sources.writtenOut($0) } ?? outlines[slot]
        guard let people = known.people(outline.settled(truths)) else { return nil }
        let without = excluded[slot].compactMap { known.people($0.settled(truths)) }.flatMap { $0 }
        return people.filter { !without.contains($0) }
    }

    private func assignment(of open: [Int], _ domains: [[Person]?]) -> Assignment.Result {
        var assignment = Assignment(
            domains: open.map { domains[$0] ?? [] },
            apart: open.map { slot in
                open.indices.filter { other in
                    let (one, two) = (min(slot, open[other]), max(slot, open[other]))
                    return apart[Pair(one: one, other: two)] != nil
                }
            })
        return assignment.search()
    }
}
