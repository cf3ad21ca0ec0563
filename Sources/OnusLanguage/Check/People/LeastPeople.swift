import OnusCatalog
import OnusPlugin
import OnusValues

extension BoundDuty {
    /// The fewest people who can end it in a way with which the workflow goes on. The task itself is
    /// asked: so many people all choose the same, one after the other.
    ///
    /// One where no number of people up to the limit does it, as when a duty ends otherwise than by
    /// decisions.
    var leastPeople: Int {
        let good = outcomes.filter { $0.continues && $0.isOffered }.map(\.name)
        let found = (1...Self.mostPeople).first { count in
            good.contains { ends(with: $0, of: count) }
        }
        return found ?? 1
    }

    private static let mostPeople = 64

    private func ends(with outcome: String, of count: Int) -> Bool {
        let people = (1...count).map { Person("person-\($0)") }
        let acts = people.map { person in
            Act(.decide, by: person, at: .distantPast, outcome: outcome, comment: "yes")
        }
        guard case .outcome(let name, _, _)? = try? evaluate(DutyView(deciders: people, acts: acts))
        else { return false }
        return name == outcome
    }
}
