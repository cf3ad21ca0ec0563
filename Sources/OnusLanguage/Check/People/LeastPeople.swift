import OnusCatalog
import OnusPlugin
import OnusValues

/// How many of those who are asked must act before a duty ends in a way with which the workflow goes
/// on, for each number of people who are asked.
final class Demand {
    private let duty: BoundDuty?
    /// Of several who are named one has it alone.
    private let isForOne: Bool
    /// Each of those who are named has a duty of their own.
    private let isForEach: Bool
    private var known: [Int: Int] = [:]

    init(_ duty: BoundDuty?, isForOne: Bool, isForEach: Bool = false) {
        (self.duty, self.isForOne, self.isForEach) = (duty, isForOne, isForEach)
    }

    /// Of what one person does.
    static var single: Demand { Demand(nil, isForOne: true) }

    func seats(of count: Int) -> Int {
        if isForEach { return max(1, count) }
        guard let duty else { return 1 }
        let asked = isForOne ? min(1, count) : count
        if let known = known[asked] { return known }
        let seats = duty.fewest(of: asked) ?? duty.leastPeople
        known[asked] = seats
        return seats
    }

    /// Whether one person is enough, however many are asked.
    lazy var isSingle: Bool = {
        guard let duty, !isForEach else { return !isForEach }
        return [7, 97].allSatisfy { duty.isEnded(by: 1, of: isForOne ? 1 : $0) }
    }()
}

extension BoundDuty {
    /// The fewest people who can end it in a way with which the workflow goes on. The task itself is
    /// asked: so many people all choose the same, one after the other.
    ///
    /// One where no number of people up to the limit does it, as when a duty ends otherwise than by
    /// decisions.
    var leastPeople: Int {
        (1...Self.mostPeople).first { isEnded(by: $0, of: $0) } ?? 1
    }

    /// Whether so many of those who are asked can end it so.
    fileprivate func isEnded(by acts: Int, of count: Int) -> Bool {
        good.contains { ends(with: $0, after: acts, of: count) }
    }

    private static let mostPeople = 64

    /// The same where so many are asked; nil where they cannot end it.
    fileprivate func fewest(of count: Int) -> Int? {
        guard count > 0 else { return nil }
        return good.compactMap { fewest(for: $0, of: count) }.min()
    }

    /// What more of them choose as well ends it no later.
    private func fewest(for outcome: String, of count: Int) -> Int? {
        guard ends(with: outcome, after: count, of: count) else { return nil }
        var (low, high) = (1, count)
        while low < high {
            let middle = (low + high) / 2
            if ends(with: outcome, after: middle, of: count) {
                high = middle
            } else {
                low = middle + 1
            }
        }
        return high
    }

    private var good: [String] {
        outcomes.filter { $0.continues && $0.isOffered }.map(\.name)
    }

    private func ends(with outcome: String, after acts: Int, of count: Int) -> Bool {
        let people = (1...count).map { Person("person-\($0)") }
        let acts = people.prefix(acts).map { person in
            Act(.decide, by: person, at: .distantPast, outcome: outcome, comment: "yes")
        }
        guard
            case .outcome(let name, _, _)? = try? evaluate(
                DutyView(deciders: people, acts: Array(acts)))
        else { return false }
        return name == outcome
    }
}
