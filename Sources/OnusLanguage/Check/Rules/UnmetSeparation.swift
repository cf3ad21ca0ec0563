import OnusCEL
import OnusModel
import OnusPlugin

/// A separation that the people who are there cannot meet.
struct UnmetSeparation: Rule {
    static let code = "W081"
    static let title = "a separation, or a togetherness, cannot be met"
    static let explanation = """
        `separate:` keeps people apart, so there must be enough of them: two entries that the same \
        one person has to do can never both be done. Checked against an organisation, the checker \
        looks for different people for all duties, whoever starts the run and whichever conditions \
        hold, and as many for each as its rule makes act: with `rule: all` everybody who is asked. \
        Those who acted before in what is kept apart are not asked, and each item of a `foreach` \
        over people asks its own person. Steps whose conditions never hold together meet in no run. \
        `allocate: first`, `round_robin` and `fewest_open` pick one person when the duty opens, who has \
        not acted in what is kept apart but may be needed there later: it must work out whoever is \
        picked. `allocate: {not: STEP}` keeps people apart as well, `{same_as: STEP}` together. When there \
        are no such people, it names the fewest duties that cannot be kept apart. Give one of them to somebody else, or add people. \
        `together:` is met in the same way: somebody must be able to do all of its steps. \
        A `receive` with `from:` and without `within:` counts as well: when nobody of those may answer, \
        it waits for ever. \
        `onus check --witness` shows who could do what where it works out.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        let told = SamePerson(workflow).check(&report)
        guard let staffing = workflow.staffing else { return }
        for group in staffing.groups where staffing.isKeptApart(group) {
            let findings = Findings(staffing, group)
            for finding in findings.found {
                tell(finding, staffing, unless: told, &report)
            }
            guard findings.isUndecided, let list = staffing.list(of: group) else { continue }
            report.warning(
                "it was not found out whether there are people enough for what is kept apart here",
                at: list, help: "let fewer conditions decide who does it")
        }
    }

    private func tell(
        _ finding: Findings.Finding, _ staffing: Staffing, unless told: Set<Set<String>>,
        _ report: inout Report
    ) {
        let conflict = finding.conflict
        let names = Set(conflict.posts.map { staffing.posts[$0].name })
        guard !told.contains(where: { $0.isSubset(of: names) }) else { return }
        guard let location = staffing.list(of: conflict.posts) ?? place(conflict, staffing)
        else { return }
        let message =
            conflict.posts.count > 1
            ? "\(staffing.names(conflict)) \(staffing.demand(of: conflict))\(finding.when)"
                + "\(conflict.luck(staffing)), since "
                + "only \(Spelling.list(finding.people.map(\.id))) can do them"
            : exclusion(conflict, staffing, finding.when)
        report.error(
            message, at: location,
            help: conflict.posts.count > 1
                ? conflict.draws.isEmpty
                    ? "give one of them to somebody else, or add people to its role"
                    : "give one of them to somebody else, or let people choose: `allocate: all`"
                : "give it to somebody else, or take them off the list of `separate:`",
            related: conflict.posts.count > 1 ? staffing.related(conflict) : [])
    }

    /// A single post is in conflict when a list keeps everybody from it, or too many.
    private func place(_ conflict: Round.Conflict, _ staffing: Staffing) -> SourceLocation? {
        guard let post = conflict.posts.first, !staffing.posts[post].excluded.isEmpty else {
            return nil
        }
        return staffing.posts[post].location
    }

    private func exclusion(
        _ conflict: Round.Conflict, _ staffing: Staffing, _ when: String
    ) -> String {
        let names = staffing.names(conflict)
        let left = conflict.posts.first.flatMap { conflict.people[$0] } ?? []
        return left.isEmpty
            ? "everybody who could do \(names) is kept away from it\(when)"
            : "everybody who could do \(names) is kept away from it\(when), except "
                + Spelling.list(left.map(\.id))
    }
}

/// Entries of one list that one person does, whoever that is; no organisation is needed to see it.
private struct SamePerson {
    private struct Entry {
        let name: String
        let step: Int?
        let outline: Outline
        let location: SourceLocation?
    }

    private let workflow: WorkflowContext
    private let sources: PeopleSources
    private let situations: Situations
    private let together: StepsOfOneRun

    init(_ workflow: WorkflowContext) {
        self.workflow = workflow
        (sources, situations) = (workflow.sources, workflow.situations)
        together = StepsOfOneRun(workflow)
    }

    /// The pairs that were told, by their names.
    func check(_ report: inout Report) -> Set<Set<String>> {
        var told: Set<Set<String>> = []
        for list in workflow.workflow.separate {
            let entries = list.entries.map { entry in entry.parts.flatMap { posts(of: $0) } }
            for (number, one) in entries.enumerated() {
                for other in entries.dropFirst(number + 1) {
                    check(one, other, list.location, &told, &report)
                }
            }
        }
        return told
    }

    private func posts(of entry: ExpressionSyntax) -> [Entry] {
        if entry.text == "start" {
            return [
                Entry(name: "start", step: nil, outline: .path(["initiator"]), location: nil)
            ]
        }
        guard let step = workflow.tree[entry.text] else { return [] }
        return workflow.tree.entries.compactMap { inner in
            guard workflow.tree.isInside(inner.index, step.index),
                let people = workflow.duties[inner.index]?.responsible ?? workflow.answering(inner)
            else { return nil }
            return Entry(
                name: inner.id, step: inner.index, outline: sources.writtenOut(people),
                location: people.location)
        }
    }

    private func check(
        _ one: [Entry], _ other: [Entry], _ location: SourceLocation,
        _ told: inout Set<Set<String>>, _ report: inout Report
    ) {
        for first in one {
            for second in other where first.name != second.name {
                guard !told.contains([first.name, second.name]), isSamePerson(first, second),
                    together.canHaveAll([first.step, second.step])
                else { continue }
                told.insert([first.name, second.name])
                let isStart = first.step == nil || second.step == nil
                report.error(
                    "\(Spelling.list([first.name, second.name])) are kept apart, but the same "
                        + "person \(isStart ? "starts it and " : "")does both",
                    at: location, help: "let somebody else do one of them",
                    related: [first, second].compactMap { entry in
                        entry.location.map { .init("who does `\(entry.name)`", at: $0) }
                    })
            }
        }
    }

    private func isSamePerson(_ one: Entry, _ other: Entry) -> Bool {
        let guards = [one.step, other.step].compactMap(\.self).flatMap { step in
            workflow.guards(of: workflow.tree.entries[step]).filter(\.isSettledAtStart)
        }
        let cases = situations.all(for: [one.outline, other.outline], guards: guards) ?? []
        return cases.contains { situation in
            let people = only(one.outline, situation.truths)
            return people != nil && people == only(other.outline, situation.truths)
                && guards.allSatisfy { situation.truths[$0] ?? true }
        }
    }

    private func only(_ outline: Outline, _ truths: [Outline: Bool]) -> Outline? {
        let sources = Set(outline.settled(truths).sources)
        return sources.count == 1 ? sources.first.flatMap { $0.isOnePerson ? $0 : nil } : nil
    }
}
