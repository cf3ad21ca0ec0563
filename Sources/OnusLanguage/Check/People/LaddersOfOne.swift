import OnusModel
import OnusPlugin

/// Ladders whose last rung reaches one person alone.
///
/// INVARIANT: whom it reaches is what the engine decides (`Decide/HandOver.swift`).
struct LaddersOfOne {
    private let staffing: Staffing
    private var told: Set<SourceLocation> = []

    init(_ staffing: Staffing) { self.staffing = staffing }

    mutating func check(_ report: inout Report) {
        for handover in staffing.handovers(of: Array(staffing.posts.indices)) {
            let ladder = staffing.workflow.ladder(of: handover.duty)
            let isLast = ladder?.rungs.last?.assign?.location == handover.assign.location
            guard isLast, !told.contains(handover.assign.location),
                let (person, when) = onlyOne(of: handover)
            else { continue }
            told.insert(handover.assign.location)
            let name = staffing.posts[handover.post].name
            report.error(
                "while `\(person)` is away\(when), the ladder of `\(name)` ends with nobody",
                at: handover.assign.location,
                help: "assign it to several people, such as a role, or decide an outcome")
        }
    }

    private func onlyOne(of handover: Handover) -> (person: Person, when: String)? {
        let outlines = handover.outlines(staffing.sources)
        let all = staffing.situations.all(for: outlines) ?? []
        for situation in all {
            guard let person = onlyOne(of: handover, in: situation) else { continue }
            return (person, all.count > 1 ? situation.text.map { " and \($0)" } ?? "" : "")
        }
        return nil
    }

    private func onlyOne(of handover: Handover, in situation: Situation) -> Person? {
        let organization = staffing.organization
        let parts = RungPeople(handover.duty, organization, situation, staffing.sources)
        guard let owner = parts.accountable?.first,
            let heirs = handover.heirs(situation, staffing)
        else { return nil }
        // In the end even the only supervisor has it.
        let chain = organization.chain(above: owner).filter { !parts.verifiers.contains($0) }
        let everybody = Set(heirs.named + chain)
        return everybody.count == 1 ? everybody.first : nil
    }
}
