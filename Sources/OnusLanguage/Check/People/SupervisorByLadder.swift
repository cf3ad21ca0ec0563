import OnusCEL
import OnusModel
import OnusPlugin

/// Rungs that make the only supervisor of a duty one of its doers.
struct SupervisorByLadder {
    private let workflow: WorkflowContext
    private let sources: PeopleSources

    init(_ workflow: WorkflowContext) {
        self.workflow = workflow
        sources = workflow.sources
    }

    func check(
        _ duty: DutySyntax, _ step: String, _ told: inout Set<SourceLocation>,
        _ report: inout Report
    ) {
        guard let ladder = workflow.ladder(of: duty) else { return }
        for (number, rung) in ladder.rungs.enumerated() {
            let isLast = number == ladder.rungs.count - 1
            for people in [rung.add, rung.assign].compactMap(\.self)
            where !told.contains(people.location) {
                let isAssigned = people.location == rung.assign?.location
                guard
                    let who = inWords(people, duty, isLast: isLast && isAssigned)
                        ?? inPerson(people, rung, duty, isLast: isLast && isAssigned)
                else { continue }
                told.insert(people.location)
                report.error(
                    "the ladder makes \(who.people) of `\(step)` a doer of it\(who.when)",
                    at: people.location,
                    help: "name somebody else; a supervisor can be told with `notify:`")
            }
        }
    }

    /// Without an organisation.
    private func inWords(
        _ people: PeopleSyntax, _ duty: DutySyntax, isLast: Bool
    ) -> (people: String, when: String)? {
        guard let supervisor = duty.supervisor.map({ sources.writtenOut($0) }),
            supervisor.conditions.isEmpty
        else { return nil }
        let given = sources.writtenOut(people)
        guard given.conditions.isEmpty else { return nil }
        let words: Set<Outline> = [.path(["supervisor"])]
        let named = Set(given.sources)
        guard named.isSuperset(of: supervisor.sources) || named.isSuperset(of: words) else {
            return nil
        }
        // That the last rung brings in nobody new is told elsewhere.
        if isLast, words.union(supervisor.sources).isSuperset(of: named) { return nil }
        return ("the supervisor", "")
    }

    private func inPerson(
        _ people: PeopleSyntax, _ rung: RungSyntax, _ duty: DutySyntax, isLast: Bool
    ) -> (people: String, when: String)? {
        guard let organization = workflow.surroundings.organization else { return nil }
        let outlines = RungPeople.outlines(of: [people], duty, sources)
        let all = workflow.situations.all(for: outlines) ?? []
        for situation in all {
            let parts = RungPeople(duty, organization, situation, sources)
            guard let supervisors = parts.supervisor, !supervisors.isEmpty,
                let named = parts.look(people), named.contains(where: supervisors.contains)
            else { continue }
            let there = supervisors + (parts.responsible ?? []) + (parts.accountable ?? [])
            if isLast, named.allSatisfy(there.contains) { continue }
            let others = people.location == rung.add?.location ? parts.responsible : nil
            guard Set(named + (others ?? [])).isSuperset(of: supervisors) else { continue }
            let when = all.count > 1 ? situation.text.map { " when \($0)" } ?? "" : ""
            let names = Spelling.list(supervisors.map(\.id))
            let word = supervisors.count == 1 ? "the only supervisor" : "the only supervisors"
            return ("\(names), \(word)", when)
        }
        return nil
    }
}
