import OnusCEL
import OnusModel
import OnusPlugin

/// Who can take a post in a situation.
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
        return post.part == .start ? staffing.numbers(named) : allowed(named, at: index)
    }

    /// Without those whom a list keeps from the post.
    func allowed(_ people: [Person], at index: Int) -> [Int] {
        let kept = staffing.posts[index].excluded.compactMap { look($0) }.flatMap(\.self)
        return staffing.numbers(people.filter { !kept.contains($0) })
    }

    /// Whom the engine turns to when all who are named are away.
    func standIns(for index: Int) -> [Int] {
        let post = staffing.posts[index]
        let rule = post.duty?.whenNobody?.value ?? .manager
        guard post.part == .doer, rule != .fail else { return [] }
        let named = look(post.outline) ?? []
        let managers =
            rule == .manager ? named.compactMap { known.organization.manager(of: $0) } : []
        let accountable =
            post.duty?.accountable.flatMap { look(staffing.sources.writtenOut($0)) } ?? []
        return allowed(People(managers + accountable).members, at: index)
    }

    private func look(_ outline: Outline) -> [Person]? {
        known.people(outline.settled(situation.truths))
    }
}

extension Post {
    /// Whether the same people can take it in every situation.
    var isConstant: Bool {
        guards.isEmpty
            && ([outline] + excluded).allSatisfy { $0.conditions.isEmpty && $0.paths.isEmpty }
    }
}
