import OnusModel
import OnusPlugin

/// A duty that takes more people than there are.
struct TooFewPeople: Rule {
    static let code = "W082"
    static let title = "a duty takes more people than there are"
    static let explanation = """
        A quorum of five, two signatures, somebody who verifies and is none of the doers: checked \
        against an organisation, there must be that many people. How many a duty takes is asked of \
        its task with the parameters that the step gives it. Add people, or ask for fewer.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        guard let staffing = workflow.staffing else { return }
        for (index, post) in staffing.posts.enumerated() {
            // What is called is checked by itself.
            guard !post.isCalled, let location = post.location,
                let situations = staffing.situations(of: [index])
            else { continue }
            let verifiers = post.part == .verifier
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
}
