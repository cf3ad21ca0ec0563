/// Seats that want one person each out of a list of their own, some of them kept apart.
///
/// The answer is exact: either a person for every seat, so that seats that are kept apart have
/// different ones, or that there is no such thing. What makes it fast: a seat for which more people
/// are there than it has neighbours always finds somebody and is set aside; what is left falls into
/// groups that know nothing of each other; people who could sit on the same seats are tried once.
package struct Seating: Sendable {
    package enum Answer: Sendable, Equatable {
        /// A person for each seat asked about, in the order of the question.
        case people([Int])
        case impossible
        /// The search was given up; nothing is known.
        case undecided
    }

    /// Of each seat the people who may sit there, in the order in which they are tried.
    package let people: [[Int]]
    /// Of each seat those that it is kept apart from.
    package let apart: [Set<Int>]
    private let mostTries: Int

    package init(people: [[Int]], apart: [Set<Int>], mostTries: Int = 300_000) {
        self.people = people
        self.apart = apart
        self.mostTries = mostTries
    }

    package func answer() -> Answer { answer(for: Array(people.indices)) }

    /// Looks at some of the seats as if the others were not there.
    package func answer(for seats: [Int]) -> Answer {
        var kernel = Kernel(self, seats)
        kernel.setAside()
        var found: [Int: Int] = [:]
        for group in kernel.groups {
            switch answer(forGroup: group) {
            case .people(let people):
                for (seat, person) in zip(group, people) { found[seat] = person }
            case .impossible: return .impossible
            case .undecided: return .undecided
            }
        }
        for seat in kernel.aside.reversed() {
            let taken = Set(apart[seat].compactMap { found[$0] })
            guard let person = people[seat].first(where: { !taken.contains($0) }) else {
                return .impossible
            }
            found[seat] = person
        }
        return .people(seats.compactMap { found[$0] })
    }

    private func answer(forGroup group: [Int]) -> Answer {
        let members = Set(group)
        let areAllApart = group.allSatisfy { seat in
            apart[seat].count(where: { members.contains($0) && $0 != seat }) == group.count - 1
        }
        guard areAllApart else {
            var search = SeatSearch(self, group, mostTries: mostTries)
            return search.run()
        }
        let matching = Matching(group.map { people[$0] })
        return matching.crowd == nil ? .people(matching.seated) : .impossible
    }

    /// Seats that cannot all be filled, although any of them could be left out and the rest filled;
    /// nil when all can be, or when nobody knows.
    package func conflict(among seats: [Int]) -> [Int]? {
        guard answer(for: seats) == .impossible else { return nil }
        if let crowd = crowd(among: seats) { return crowd }
        var left = seats
        var size = max(1, left.count / 2)
        while true {
            var start = 0
            while start < left.count {
                let end = min(left.count, start + size)
                let rest = Array(left[..<start] + left[end...])
                if answer(for: rest) == .impossible { left = rest } else { start = end }
            }
            if size == 1 { return left }
            size = max(1, size / 2)
        }
    }

    /// More seats than people, all of them kept apart from each other.
    private func crowd(among seats: [Int]) -> [Int]? {
        Cliques.cover(of: seats, apart).lazy.compactMap { clique in
            Matching(clique.map { people[$0] }).crowd?.map { clique[$0] }
        }.min { $0.count < $1.count }
    }
}

/// What is left of a question once the easy seats are set aside.
private struct Kernel {
    private let seating: Seating
    private var left: Set<Int>
    private let order: [Int]
    /// In the order in which they were set aside; to be filled last first.
    private(set) var aside: [Int] = []

    init(_ seating: Seating, _ seats: [Int]) {
        self.seating = seating
        order = seats
        left = Set(seats)
    }

    mutating func setAside() {
        var neighbours = Dictionary(
            order.map { ($0, seating.apart[$0].count { left.contains($0) }) },
            uniquingKeysWith: { first, _ in first })
        var waiting = order
        while let seat = waiting.popLast() {
            guard left.contains(seat), seating.people[seat].count > neighbours[seat] ?? 0 else {
                continue
            }
            left.remove(seat)
            aside.append(seat)
            for other in seating.apart[seat] where left.contains(other) {
                neighbours[other, default: 1] -= 1
                waiting.append(other)
            }
        }
    }

    /// The seats that are left, by those that hang together.
    var groups: [[Int]] {
        var open = left
        var groups: [[Int]] = []
        for seat in order where open.remove(seat) != nil {
            var group: [Int] = []
            var waiting = [seat]
            while let next = waiting.popLast() {
                group.append(next)
                for other in seating.apart[next].sorted() where open.remove(other) != nil {
                    waiting.append(other)
                }
            }
            groups.append(group)
        }
        return groups
    }
}
