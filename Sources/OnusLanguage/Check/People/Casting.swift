import OnusCEL
import OnusModel
import OnusPlugin

/// Who can take a post in a situation.
///
/// INVARIANT: who may have a duty, and who has it when those who are named cannot, is what the
/// engine decides when a duty opens (`Decide/Cast.swift`, `Decide/Allocate.swift`).
struct Casting {
    private let known: KnownPeople
    private let staffing: Staffing
    private let situation: Situation

    init(_ staffing: Staffing, _ situation: Situation) {
        known = KnownPeople(organization: staffing.organization, situation)
        self.staffing = staffing
        self.situation = situation
    }

    /// Nil where no run comes, where only a run knows, and where nobody is named at all, which is
    /// told elsewhere.
    func people(for index: Int) -> [Int]? {
        if let always = staffing.always[index] { return always }
        let post = staffing.posts[index]
        guard post.guards.allSatisfy({ situation.truths[$0] ?? true }),
            let named = look(post.outline), !named.isEmpty
        else { return nil }
        guard post.part != .start else { return staffing.numbers(named) }
        let allowed = allowed(named, at: index)
        guard let backing = post.backing, backing.isForOne, !allowed.isEmpty else { return allowed }
        let fit = supervised(allowed, backing)
        return fit.isEmpty ? standIn(for: index, backing, without: nil) : fit
    }

    /// Without those whom a list keeps from the post.
    func allowed(_ people: [Person], at index: Int) -> [Int] {
        let kept = staffing.posts[index].excluded.compactMap { look($0) }.flatMap(\.self)
        return staffing.numbers(people.filter { !kept.contains($0) })
    }

    /// Who can take the post while one of those who could is away.
    ///
    /// - Parameter others: who can take the other posts.
    func people(
        for index: Int, among named: [Int], without away: Int, others: [Int: [Int]]
    ) -> [Int] {
        let left = named.filter { $0 != away }
        guard let backing = staffing.posts[index].backing else { return left }
        func standIn() -> [Int] {
            self.standIn(for: index, backing, without: away, others: others)
        }
        if left.isEmpty { return standIn() }
        guard backing.isForOne else {
            // Several who have it together are held against their supervisors by another rule.
            return left.count == 1 ? supervised(left, backing) : left
        }
        let fit = supervised(left, backing)
        return fit.isEmpty ? standIn() : fit
    }

    /// The one to whom the engine turns when all who are named cannot: the first who can, who is
    /// not passed over for what they did before.
    private func standIn(
        for index: Int, _ backing: Backing, without away: Int?, others: [Int: [Int]] = [:]
    ) -> [Int] {
        let post = staffing.posts[index]
        guard backing.whenNobody != .fail, post.seats == 1 else { return [] }
        let named = look(post.outline) ?? []
        let managers =
            backing.whenNobody == .manager
            ? named.compactMap { known.organization.manager(of: $0) } : []
        let accountable = backing.accountable.flatMap { look($0) } ?? []
        let candidates = allowed(People(managers + accountable).members, at: index)
        let fit = supervised(candidates.filter { $0 != away }, backing).first { person in
            !staffing.apart[index].contains { other in
                others[other] == [person] && staffing.isOver(other, before: index)
            }
        }
        return [fit].compactMap(\.self)
    }

    /// Those who could have the duty alone and would still have a supervisor: one of those who are
    /// named, or else somebody above the accountable person.
    private func supervised(_ people: [Int], _ backing: Backing) -> [Int] {
        guard let outline = backing.supervisor, let named = look(outline) else { return people }
        let accountable = backing.accountable.flatMap { look($0) }
        return people.filter { number in
            let involved = staffing.persons([number]) + (accountable ?? [])
            guard named.allSatisfy(involved.contains) else { return true }
            guard let accountable, accountable.count == 1 else { return true }
            return known.organization.chain(above: accountable[0]).contains {
                !involved.contains($0)
            }
        }
    }

    private func look(_ outline: Outline) -> [Person]? {
        known.people(outline.settled(situation.truths))
    }
}

extension Post {
    /// Whether the same people can take it in every situation.
    var isConstant: Bool {
        guards.isEmpty
            && deciding.allSatisfy { $0.conditions.isEmpty && $0.paths.isEmpty }
    }

    /// On these it hangs who can take it.
    var deciding: [Outline] {
        [outline] + excluded + (backing?.isForOne == true ? backing?.outlines ?? [] : [])
    }
}
