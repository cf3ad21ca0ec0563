import OnusCatalog
import OnusModel
import OnusPlugin

/// A duty that takes more people than there are.
struct TooFewPeople: Rule {
    static let code = "W082"
    static let title = "a duty takes more people than there are"
    static let explanation = """
        A quorum of five, two signatures, somebody who verifies and is none of the doers: checked \
        against an organisation, there must be that many people. How many a duty takes is asked of \
        its task with the parameters that the step gives it. A ladder that assigns the duty to fewer \
        would destroy it, and so would an `allocate` that picks one. Add people, or ask for fewer.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        checkPicks(workflow, &report)
        guard let staffing = workflow.staffing else { return }
        checkLadders(staffing, &report)
        for (index, post) in staffing.posts.enumerated() {
            // What is called is checked by itself.
            guard !post.isCalled, let location = post.location,
                let usual = staffing.situations(of: [index])
            else { continue }
            let verifiers = post.part == .verifier
            let situations =
                verifiers
                ? staffing.situations.all(withDoersIn: [post.outline]) ?? usual : usual
            for situation in situations {
                let known = KnownPeople(organization: staffing.organization, situation)
                guard let people = known.people(post.outline.settled(situation.truths)),
                    people.count < post.seats, verifiers || !people.isEmpty
                else { continue }
                let when = situations.count > 1 ? situation.text.map { " when \($0)" } ?? "" : ""
                report.error(
                    verifiers
                        ? "everybody who could verify `\(post.name)` has the duty as well\(when)"
                        : "`\(post.name)` takes \(post.seats) people, but there "
                            + "\(people.count == 1 ? "is" : "are") only "
                            + "\(Spelling.list(people.map(\.id)))\(when)",
                    at: location,
                    help: verifiers
                        ? "name somebody else under `verified_by`"
                        : "add people to its role, or ask for fewer")
                break
            }
        }
    }

    /// Of several who are named one has it alone.
    private func checkPicks(_ workflow: WorkflowContext, _ report: inout Report) {
        for entry in workflow.tree.entries {
            guard let duty = workflow.duties[entry.index], let allocation = duty.allocation,
                allocation.value.picksOne, let bound = workflow.tasks[entry.index]?.bound,
                bound.leastPeople > 1
            else { continue }
            report.error(
                "`\(entry.id)` takes \(bound.leastPeople) people, and one is picked for it",
                at: allocation.location, help: "write `allocate: all`, or ask for one person only")
        }
    }

    /// A rung that assigns takes the duty from all who have it.
    private func checkLadders(_ staffing: Staffing, _ report: inout Report) {
        var told: Set<SourceLocation> = []
        for handover in staffing.handovers(of: Array(staffing.posts.indices)) {
            let (post, place) = (staffing.posts[handover.post], handover.assign.location)
            let outlines = handover.outlines(staffing.sources)
            guard !told.contains(place), let situations = staffing.situations.all(for: outlines)
            else { continue }
            let bound = post.step.flatMap { staffing.workflow.tasks[$0]?.bound }
            for situation in situations {
                guard let people = handover.heirs(situation, staffing)?.named, !people.isEmpty,
                    people.count < post.seats
                        || bound?.problems(for: people, without: []).isEmpty == false
                else { continue }
                told.insert(place)
                let when = situations.count > 1 ? situation.text.map { " when \($0)" } ?? "" : ""
                report.error(
                    "`\(post.name)` takes more people than its ladder hands it to, "
                        + "\(Spelling.list(people.map(\.id))) alone\(when)",
                    at: place, help: "assign it to as many, or `add:` somebody instead")
                break
            }
        }
    }
}
