import OnusModel
import OnusPlugin

/// A rung that adds people to a duty which they verify.
enum AddedVerifier {
    static func check(_ staffing: Staffing, _ report: inout Report) {
        var told: Set<SourceLocation> = []
        for post in staffing.posts {
            guard post.part == .doer, let duty = post.duty, duty.verifiedBy != nil,
                let ladder = staffing.workflow.ladder(of: duty)
            else { continue }
            for added in ladder.rungs.compactMap(\.add) where !told.contains(added.location) {
                guard let people = inVain(added, duty, staffing) else { continue }
                told.insert(added.location)
                report.error(
                    "the ladder adds \(Spelling.list(people.map(\.id))) to `\(post.name)`, who "
                        + "\(people.count == 1 ? "has" : "have") to verify it",
                    at: added.location, help: "add somebody who does not verify it")
            }
        }
    }

    /// Those who are added, where whoever starts the run each of them verifies the duty.
    private static func inVain(
        _ added: PeopleSyntax, _ duty: DutySyntax, _ staffing: Staffing
    ) -> [Person]? {
        let outlines = RungPeople.outlines(of: [added], duty, staffing.sources)
        let situations = staffing.situations.all(for: outlines) ?? []
        var found: [Person]?
        for situation in situations {
            let people = RungPeople(duty, staffing.organization, situation, staffing.sources)
            guard let named = people.look(added), !named.isEmpty,
                named.allSatisfy(people.verifiers.contains)
            else { return nil }
            found = found ?? named
        }
        return found
    }
}
