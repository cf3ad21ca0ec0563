import OnusModel
import OnusPlugin

// Posts for which the engine picks one of those who are fit.
extension Round {
    /// Those for which it can make a difference whom it picks.
    ///
    /// INVARIANT: how the engine picks stands in its `Decide/Allocate.swift`: it looks at who acted
    /// before, never at who will be needed later. Of what is open at the same time, whoever acts first
    /// leaves the others, for which it picks anew (`Decide/MakeRoom.swift`).
    var drawn: [Int] {
        // WHY: a closure would copy the round for each post, and there are very many rounds.
        var drawn: [Int] = []
        for post in posts where isDrawn(post) { drawn.append(post) }
        return drawn
    }

    private func isDrawn(_ post: Int) -> Bool {
        staffing.posts[post].draw != nil && !replaced.contains(post)
            && (people[post]?.count ?? 0) > 1
            && !(staffing.apart[post].isEmpty && staffing.partners[post].isEmpty)
    }

    /// Whether everything can be done whomever the engine picks.
    ///
    /// - Parameter found: people for all posts, as if they could choose.
    func against(_ found: [Int: [Int]]) -> Answer {
        var waiting = [posts.filter { found[$0] != nil }]
        var isFirst = true
        var tries = 0
        while !waiting.isEmpty {
            let left = waiting.removeFirst()
            tries += 1
            guard tries <= 40 else { return .undecided }
            switch lost(left, found) {
            case .people(let people):
                if isFirst { return .people(people) }
            case .undecided: return .undecided
            case .conflict:
                guard let smallest = smallest(left, found) else { return .undecided }
                if staffing.canHaveAll(smallest.posts) { return .conflict(smallest) }
                // Posts that no run has together: without each of them.
                waiting += smallest.posts.map { post in left.filter { $0 != post } }
            }
            isFirst = false
        }
        return .people(found)
    }

    /// The same conflict without posts that add nothing to it; nil when that is too much.
    private func smallest(_ posts: [Int], _ found: [Int: [Int]]) -> Conflict? {
        var best: Conflict?
        var left = posts
        for post in [nil] + posts.map(Optional.some) {
            let fewer = left.filter { $0 != post }
            switch lost(fewer, found) {
            case .conflict(let conflict): (best, left) = (conflict, fewer)
            case .people: continue
            case .undecided: return nil
            }
        }
        return best
    }

    /// In both orders, where it is open whether people act before a pick or after it.
    private func lost(_ posts: [Int], _ found: [Int: [Int]]) -> Answer {
        var answer = Answer.undecided
        for isEarly in [true, false] {
            let table = DrawTable(self, posts, found, picksFirst: isEarly)
            var game = DrawGame(table.seats)
            switch game.answer() {
            case .people(let people): answer = .people(table.people(people))
            case .undecided: return .undecided
            case .lost(let people): return .conflict(table.conflict(people, in: self))
            }
        }
        return answer
    }
}

/// The posts of a round as the seats of a game, in the order in which they are taken.
private struct DrawTable {
    private(set) var seats: [DrawGame.Seat] = []
    /// Of each seat its post.
    private var posts: [Int] = []

    init(_ round: Round, _ some: [Int], _ found: [Int: [Int]], picksFirst: Bool) {
        let staffing = round.staffing
        let drawn = Set(round.drawn)
        let order = staffing.inOrder(some, first: picksFirst ? drawn : Set(some).subtracting(drawn))
        /// Picks of later passes, with the post behind which they stand.
        var again: [(post: Int, before: Int)] = []
        for post in order where drawn.contains(post) && staffing.posts[post].draw == .any {
            let later = order.drop { $0 != post }.dropFirst()
            let next = later.first {
                staffing.apart[post].contains($0)
                    && staffing.draws.pickedAgain[post]?.contains($0) == true
            }
            if let next { again.append((post, next)) }
        }
        for post in order {
            for (other, before) in again where before == post {
                let most = staffing.mostPicks(of: other)
                for _ in 1..<max(1, min(most, round.people[other]?.count ?? 1)) {
                    add(other, round, isDrawn: true)
                }
            }
            let count = drawn.contains(post) ? 1 : found[post]?.count ?? 1
            for _ in 0..<max(1, count) { add(post, round, isDrawn: drawn.contains(post)) }
        }
    }

    private mutating func add(_ post: Int, _ round: Round, isDrawn: Bool) {
        let staffing = round.staffing
        var seat = DrawGame.Seat(people: round.people[post] ?? [])
        if isDrawn { seat.draw = staffing.posts[post].draw }
        for (index, other) in posts.enumerated() {
            // Several people who do one thing are different ones; picks of later passes need not be.
            if staffing.apart[post].contains(other) || other == post && !isDrawn {
                seat.apart.insert(index)
            }
        }
        let own = posts.count { $0 == post }
        for partner in staffing.partners[post] {
            let seats = posts.indices.filter { posts[$0] == partner }
            if seats.indices.contains(own) { seat.same.insert(seats[own]) }
        }
        seats.append(seat)
        posts.append(post)
    }

    /// By post.
    func people(_ people: [Int]) -> [Int: [Int]] {
        Dictionary(zip(posts, people.map { [$0] }), uniquingKeysWith: { $0 + $1 })
    }

    /// - Parameter people: on the first seats; the next one stays empty.
    func conflict(_ people: [Int], in round: Round) -> Round.Conflict {
        let involved = Array(Set(posts)).sorted()
        let draws = zip(posts, people).enumerated().filter { seats[$0.offset].draw != nil }
            .map { (post: $0.element.0, person: round.staffing.persons([$0.element.1])[0]) }
        let named = involved.map { ($0, round.staffing.persons(round.people[$0] ?? [])) }
        return Round.Conflict(
            posts: involved,
            people: Dictionary(named, uniquingKeysWith: { first, _ in first }), seats: [:],
            draws: draws)
    }
}

extension Round.Conflict {
    /// " when `check` falls to `ann` and `look` to `bob`", or nothing.
    func luck(_ staffing: Staffing) -> String {
        let falls = draws.indices.map { index in
            let draw = draws[index]
            let isAgain = index > 0 && draws[index - 1].post == draw.post
            let name = isAgain ? "then" : "`\(staffing.posts[draw.post].name)`"
            return "\(name)\(index == 0 ? " falls" : "") to `\(draw.person.id)`"
        }
        guard let last = falls.last else { return "" }
        let others = falls.dropLast().joined(separator: ", ")
        return " when " + (others.isEmpty ? last : "\(others) and \(last)")
    }
}

extension Staffing {
    /// The posts as they are come to, those of some first where it may be either way.
    fileprivate func inOrder(_ posts: [Int], first: Set<Int>) -> [Int] {
        var left = posts
        var order: [Int] = []
        var isBefore = posts.map { one in
            posts.map { draws.before[one]?.contains($0) == true }
        }
        while !left.isEmpty {
            let ready = left.indices.filter { place in
                left.indices.allSatisfy { !isBefore[$0][place] }
            }
            let next = ready.first { first.contains(left[$0]) } ?? ready.first ?? 0
            order.append(left.remove(at: next))
            isBefore.remove(at: next)
            for row in isBefore.indices { isBefore[row].remove(at: next) }
        }
        return order
    }
}
