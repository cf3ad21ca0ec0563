import OnusModel
import OnusPlugin

/// A person without whom the workflow cannot be done.
struct NotWithoutOne: Rule {
    static let code = "W084"
    static let title = "one person must not be away"
    static let explanation = """
        With `--absent 1` the checker takes each person away in turn and asks whether the others \
        can still do everything. Where nobody of a role is left, those step in whom `absent:` \
        names: the managers of the role, then the accountable person, but nobody whom nobody else \
        would supervise in it. What is kept apart stays apart. Where it does not work out, the person is named with \
        the fewest duties that hang on them: add somebody to the role, or say under `absent:` who \
        steps in. So is the one person whom the last rung of a ladder reaches, where nobody else \
        stands above the accountable person: while they are away, the duty that everybody let \
        lapse would come to nobody.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        guard workflow.surroundings.mayOneBeAway, let staffing = workflow.staffing else { return }
        var ladders = LaddersOfOne(staffing)
        ladders.check(&report)
        for group in staffing.groups {
            // What does not even work with everybody there is told by other rules.
            guard Findings(staffing, group).found.isEmpty else { continue }
            // What is called is checked by itself, but for what is kept apart here.
            let found = Findings(staffing, withoutOne: group).found.filter { finding in
                let posts = finding.conflict.posts
                return staffing.list(of: posts) != nil
                    || posts.contains { !staffing.posts[$0].isCalled }
            }
            let groups = Dictionary(grouping: found, by: \.conflict.posts)
            for finding in found {
                guard let same = groups[finding.conflict.posts], same[0].away == finding.away else {
                    continue
                }
                tell(same, staffing, &report)
            }
        }
    }

    /// - Parameter findings: of the same posts, each with somebody else away.
    private func tell(
        _ findings: [Findings.Finding], _ staffing: Staffing, _ report: inout Report
    ) {
        let finding = findings[0]
        let conflict = finding.conflict
        let place =
            staffing.list(of: conflict.posts)
            ?? conflict.posts.first.flatMap { staffing.posts[$0].location }
        guard let place, let first = finding.away?.id else { return }
        let away = findings.compactMap { $0.away?.id }
        let isOne = away.count == 1
        let names = staffing.names(conflict)
        let left = Spelling.list(finding.people.map(\.id))
        let what =
            conflict.posts.count > 1
            ? "\(names) \(staffing.demand(of: conflict))\(conflict.luck(staffing))"
            : "too few are left for \(names)"
        let why =
            finding.people.isEmpty
            ? "nobody is left who may do it"
            : "only \(left) can do \(conflict.posts.count > 1 ? "them" : "it")"
        report.error(
            "while \(isOne ? "" : "one of ")\(Spelling.list(away, "or")) is away\(finding.when), "
                + "\(what): \(isOne ? why : "without `\(first)`, \(why)")",
            at: place, help: "add somebody to the role, or say under `absent:` who steps in",
            related: conflict.posts.count > 1 ? staffing.related(conflict) : [])
    }
}
