import OnusModel
import OnusPlugin

/// A ladder that hands a duty to people who may not have it.
struct HandedOverInVain: Rule {
    static let code = "W083"
    static let title = "a ladder hands a duty to people who are kept from it"
    static let explanation = """
        Those to whom a rung assigns a duty obey `separate:` and `together:` like everybody else, and \
        nobody verifies what they do. Where each of them has to do something else of the list, or was \
        handed it in the same way when nobody answered there either, the rung would hand the duty to \
        nobody who may do it, just when it matters; so it would where they have to verify it. Assign \
        it to somebody who has no other part. A rung that adds nobody but those who verify the duty \
        adds nobody.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        guard let staffing = workflow.staffing else { return }
        var told: Set<SourceLocation> = []
        checkVerifiers(staffing, &told, &report)
        AddedVerifier.check(staffing, &report)
        for group in staffing.groups where staffing.isKeptApart(group) {
            guard Findings(staffing, group).found.isEmpty else { continue }
            let handovers = staffing.handovers(of: group)
            for handover in handovers where !told.contains(handover.assign.location) {
                check([handover], group, staffing, &told, &report)
            }
            let others = handovers.filter { !told.contains($0.assign.location) }
            for choice in Self.choices(of: others, staffing) {
                guard choice.allSatisfy({ !told.contains($0.assign.location) }) else { continue }
                check(choice, group, staffing, &told, &report)
            }
        }
    }

    /// What may all have been handed over in one run: two that are kept apart, and then all.
    private static func choices(of handovers: [Handover], _ staffing: Staffing) -> [[Handover]] {
        var pairs: [[Handover]] = []
        for (number, one) in handovers.enumerated() where pairs.count < mostPairs {
            pairs += handovers.dropFirst(number + 1)
                .filter { staffing.apart[one.post].contains($0.post) }.map { [one, $0] }
        }
        var posts: Set<Int> = []
        let all = handovers.filter { posts.insert($0.post).inserted }
        return all.count > 2 ? pairs + [all] : pairs
    }

    private static let mostPairs = 60

    /// Those who verify a duty cannot have it.
    private func checkVerifiers(
        _ staffing: Staffing, _ told: inout Set<SourceLocation>, _ report: inout Report
    ) {
        let verified = staffing.posts.indices.filter { staffing.posts[$0].duty?.verifiedBy != nil }
        for handover in staffing.handovers(of: Array(verified)) {
            guard !told.contains(handover.assign.location) else { continue }
            let outlines = handover.outlines(staffing.sources)
            let situations = staffing.situations.all(for: outlines) ?? []
            let first = situations.first { situation in
                handover.heirs(situation, staffing)?.all.isEmpty ?? false
            }
            guard let first,
                let named = RungPeople(
                    handover.duty, staffing.organization, first, staffing.sources
                ).look(handover.assign), !named.isEmpty
            else { continue }
            told.insert(handover.assign.location)
            let when = situations.count > 1 ? first.text.map { " when \($0)" } ?? "" : ""
            report.error(
                "the ladder hands `\(staffing.posts[handover.post].name)` to "
                    + "\(Spelling.list(named.map(\.id))), who \(named.count == 1 ? "has" : "have") "
                    + "to verify it\(when)",
                at: handover.assign.location, help: "assign it to somebody who does not verify it")
        }
    }

    private func check(
        _ handovers: [Handover], _ group: [Int], _ staffing: Staffing,
        _ told: inout Set<SourceLocation>, _ report: inout Report
    ) {
        let posts = Set(handovers.map(\.post))
        let finding = Findings(staffing, group, handing: handovers).found.first { finding in
            let conflict = finding.conflict
            // That one takes more people than it is handed to is told elsewhere.
            return conflict.posts.count > 1
                || conflict.posts.allSatisfy { conflict.seats[$0] ?? 1 == 1 }
        }
        guard let finding, let last = handovers.last else { return }
        told.formUnion(handovers.map(\.assign.location))
        let list = staffing.list(of: finding.conflict.posts)
        let areTogether = staffing.areTogether(finding.conflict)
        var related = list.map {
            [
                Diagnostic.Related(
                    areTogether ? "the same person does both" : "kept apart here", at: $0)
            ]
        }
        let others = handovers.filter { $0.assign.location != last.assign.location }
        related?.append(
            contentsOf: others.map {
                .init(
                    "`\(staffing.posts[$0.post].name)` is handed over here", at: $0.assign.location)
            })
        report.error(
            handovers.count > 1
                ? several(finding, posts, staffing) : one(finding, last.post, staffing),
            at: last.assign.location,
            help: "assign it to somebody who has no part in what is kept "
                + (areTogether ? "apart or together" : "apart"),
            related: related ?? [])
    }

    private func one(
        _ finding: Findings.Finding, _ post: Int, _ staffing: Staffing
    ) -> String {
        let name = staffing.posts[post].name
        let others = finding.conflict.posts.filter { $0 != post }.map { staffing.posts[$0].name }
        let named = finding.conflict.people[post] ?? []
        guard !named.isEmpty else { return "the ladder hands `\(name)` to nobody who may do it" }
        let has = named.count > 1 ? "have" : "has"
        let does = named.count > 1 ? "do" : "does"
        let why =
            others.isEmpty
            ? "may not do it"
            : staffing.areTogether(finding.conflict)
                ? "\(does) not do \(Spelling.list(others)), which the same person does"
                : "\(has) to do \(Spelling.list(others))"
        return "the ladder hands `\(name)` to \(Spelling.list(named.map(\.id), "or")), who \(why)"
            + finding.when
    }

    private func several(
        _ finding: Findings.Finding, _ posts: Set<Int>, _ staffing: Staffing
    ) -> String {
        let both = finding.conflict.posts.filter(posts.contains)
        let people = Set(both.flatMap { finding.conflict.people[$0] ?? [] }).sorted()
        let names = Spelling.list(both.map { staffing.posts[$0].name })
        let what =
            staffing.areTogether(finding.conflict)
            ? "which the same person does," : "which are kept apart,"
        return people.isEmpty
            ? "ladders hand \(names), \(what) to nobody who may do them\(finding.when)"
            : "ladders hand \(names), \(what) to \(Spelling.list(people.map(\.id))) "
                + "alone\(finding.when)"
    }
}

extension Staffing {
    /// The rungs that assign duties of these posts.
    func handovers(of group: [Int]) -> [Handover] {
        group.flatMap { post -> [Handover] in
            guard posts[post].part == .doer, let duty = posts[post].duty,
                let ladder = workflow.ladder(of: duty)
            else { return [] }
            return ladder.rungs.compactMap { rung in
                rung.assign.map { Handover(post: post, duty: duty, assign: $0, add: rung.add) }
            }
        }
    }

    /// Whether the same person has two of the posts of a conflict.
    fileprivate func areTogether(_ conflict: Round.Conflict) -> Bool {
        conflict.posts.contains { !partners[$0].isDisjoint(with: conflict.posts) }
    }
}
