import OnusCEL
import OnusModel
import OnusPlugin

/// Those to whom the last rung of a ladder gives a duty, held against those who have it already.
struct LadderTop {
    private let workflow: WorkflowContext
    private let sources: PeopleSources
    private let situations: Situations

    init(_ workflow: WorkflowContext) {
        self.workflow = workflow
        (sources, situations) = (workflow.sources, workflow.situations)
    }

    /// Why the rung does not bring a duty on, as the end of a sentence about whom it assigns.
    func problem(of ladder: LadderSyntax, assigning assign: PeopleSyntax) -> String? {
        let assigned = sources.writtenOut(assign)
        let words: Set<Outline> = [.path(["responsible"]), .path(["accountable"])]
        if words.isSuperset(of: assigned.sources) { return "people who are on the duty already" }
        let earlier = ladder.rungs.dropLast().flatMap { [$0.add, $0.assign].compactMap(\.self) }
            .map { sources.writtenOut($0) }
        for entry in workflow.tree.entries {
            guard let duty = workflow.duties[entry.index],
                workflow.ladder(of: duty)?.name.location == ladder.name.location
            else { continue }
            let parts = Parts(assigned, earlier, duty, sources)
            if let when = parts.same() {
                return "people who are on the duty `\(entry.id)` already\(when)"
            }
            if let problem = problem(parts, entry.id) { return problem }
        }
        return nil
    }

    /// The same of the people themselves.
    private func problem(_ parts: Parts, _ step: String) -> String? {
        guard let organization = workflow.surroundings.organization else { return nil }
        let all = situations.all(withDoersIn: parts.all) ?? []
        for situation in all {
            let known = KnownPeople(organization: organization, situation)
            guard let reason = parts.problem(known, situation, step) else { continue }
            let when = all.count > 1 ? situation.text.map { " when \($0)" } ?? "" : ""
            return reason + when
        }
        return nil
    }
}

/// Whom a rung assigns to a duty, and who has a part in it before.
private struct Parts {
    let assigned: Outline
    let earlier: [Outline]
    let responsible: Outline?
    let accountable: Outline?
    let supervisor: Outline?
    private let isForAll: Bool

    init(
        _ assigned: Outline, _ earlier: [Outline], _ duty: DutySyntax, _ sources: PeopleSources
    ) {
        (self.assigned, self.earlier) = (assigned, earlier)
        responsible = duty.responsible.map { sources.writtenOut($0) }
        accountable = duty.accountable.map { sources.writtenOut($0) }
        supervisor = duty.supervisor.map { sources.writtenOut($0) }
        isForAll = duty.allocation.map { $0.value == .all } ?? true
    }

    var all: [Outline] {
        [assigned] + earlier + [responsible, accountable, supervisor].compactMap(\.self)
    }

    /// In which case the same words stand for those who are assigned and those who are there; empty
    /// for every case.
    func same() -> String? {
        let words = ["responsible", "accountable", "supervisor"].map { Outline.path([$0]) }
        let cases = everyCase(of: all)
        let first = cases.first { truths in
            let there = (all.dropFirst().map { $0.settled(truths) }).flatMap(\.sources) + words
            return Set(there).isSuperset(of: assigned.settled(truths).sources)
        }
        guard let first else { return nil }
        guard cases.count > 1, let text = Situation(truths: first).text else { return "" }
        return " when \(text)"
    }

    func problem(
        _ known: KnownPeople, _ situation: Situation, _ step: String
    ) -> String? {
        var known = known
        func look(_ outline: Outline?) -> [Person]? {
            outline.flatMap { known.people($0.settled(situation.truths)) }
        }
        let parts = (look(responsible), look(accountable), look(supervisor))
        (known.words["responsible"], known.words["accountable"]) = (parts.0, parts.1)
        known.words["supervisor"] = parts.2
        guard let assigned = look(assigned), !assigned.isEmpty else { return nil }
        let doers = isForAll || parts.0?.count == 1 ? parts.0 : nil
        let involved: [[Person]?] = [doers, parts.1, parts.2] + earlier.map { look($0) }
        let there = involved.compactMap(\.self).flatMap(\.self)
        let new = assigned.filter { !there.contains($0) }
        let names = Spelling.list(assigned.map(\.id))
        let verb = assigned.count == 1 ? "is" : "are"
        guard !new.isEmpty else { return "\(names), who \(verb) on the duty `\(step)` already" }
        guard let owner = parts.1, owner.count == 1,
            new.allSatisfy({ known.organization.chain(above: $0).contains(owner[0]) })
        else { return nil }
        let below = "stand\(new.count == 1 ? "s" : "") below `\(owner[0].id)`"
        return new.count == assigned.count
            ? "\(names), who \(below), the one accountable for `\(step)`"
            : "\(names), of whom \(Spelling.list(new.map(\.id))) \(below), the one accountable for "
                + "`\(step)`, and the others are on the duty already"
    }
}
