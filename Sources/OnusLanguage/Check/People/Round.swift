import OnusCEL
import OnusModel
import OnusPlugin

/// One question to the posts of a group: in one situation, perhaps with somebody away.
///
/// People are numbers of `staffing.everybody` here.
struct Round {
    /// Posts that cannot all be filled, with those who could take each.
    struct Conflict {
        let posts: [Int]
        /// By post.
        let people: [Int: [Person]]
    }

    enum Answer {
        /// By post.
        case people([Int: [Int]])
        case conflict(Conflict)
        case undecided
    }

    /// What an answer hangs on; rounds with the same have the same answer.
    struct Key: Hashable {
        let posts: [Int]
        let people: [[Int]]
    }

    private let staffing: Staffing
    private let casting: Casting
    private(set) var away: Int?
    /// The posts to which a run comes and of which it is known who can take them.
    private let posts: [Int]
    private var people: [Int: [Int]] = [:]

    init(_ staffing: Staffing, _ group: [Int], _ situation: Situation) {
        self.staffing = staffing
        casting = Casting(staffing, situation)
        for post in group {
            if let found = casting.people(for: post) { people[post] = found }
        }
        let known = people
        posts = group.filter { known[$0] != nil }
    }

    var key: Key {
        let posts = posts.filter { !isOutsider($0) }
        return Key(posts: posts, people: posts.map { people[$0] ?? [] })
    }

    /// Whoever starts a run and could do nothing else in it makes no difference.
    private func isOutsider(_ post: Int) -> Bool {
        guard staffing.posts[post].part == .start, let starter = people[post]?.first else {
            return false
        }
        return staffing.apart[post].allSatisfy { people[$0]?.contains(starter) != true }
    }

    /// The same while somebody is away; the run was started before that.
    func without(_ person: Int) -> Round {
        var round = self
        round.away = person
        for post in posts where staffing.posts[post].part != .start {
            guard let named = people[post], named.contains(person) else { continue }
            let left = named.filter { $0 != person }
            let standIns = left.isEmpty ? casting.standIns(for: post) : []
            round.people[post] = left + standIns.filter { $0 != person }
        }
        return round
    }

    /// The same with others who could have one of the posts.
    func replacing(_ post: Int, by others: [Person]) -> Round {
        var round = self
        if round.people[post] != nil { round.people[post] = casting.allowed(others, at: post) }
        return round
    }

    func answer() -> Answer {
        let seats = posts.flatMap { Array(repeating: $0, count: staffing.posts[$0].seats) }
        guard seats.count <= Self.mostSeats else { return .undecided }
        let seating = seating(seats)
        switch seating.answer() {
        case .people(let found):
            return .people(Dictionary(zip(seats, found.map { [$0] }), uniquingKeysWith: +))
        case .undecided: return .undecided
        case .impossible: return conflict(seats, seating) ?? .people([:])
        }
    }

    /// What is worked out takes memory with the square of the seats.
    private static let mostSeats = 2_000

    /// An answer made of that of another round, if exchanging single people is enough.
    func adapting(_ other: [Int: [Int]]) -> [Int: [Int]]? {
        var found = other
        for post in posts {
            guard let possible = people[post], var seated = found[post] else { return nil }
            for seat in seated.indices where !possible.contains(seated[seat]) {
                let taken = Set(staffing.apart[post].flatMap { found[$0] ?? [] } + seated)
                guard let free = possible.first(where: { !taken.contains($0) }) else { return nil }
                seated[seat] = free
                found[post] = seated
            }
        }
        return found
    }

    private func seating(_ seats: [Int]) -> Seating {
        let seatsOf = Dictionary(grouping: seats.indices, by: { seats[$0] })
        let apart = seats.indices.map { seat in
            let post = seats[seat]
            let others = staffing.apart[post].flatMap { seatsOf[$0] ?? [] }
            return Set(others + (seatsOf[post] ?? []).filter { $0 != seat })
        }
        return Seating(people: seats.map { people[$0] ?? [] }, apart: apart)
    }

    /// One of whose posts a run can have all. Nil when the posts are in each other's way only in
    /// runs that there cannot be.
    private func conflict(_ seats: [Int], _ seating: Seating) -> Answer? {
        var waiting = [Array(seats.indices)]
        var tries = 0
        while !waiting.isEmpty {
            let left = waiting.removeFirst()
            tries += 1
            guard tries <= 100 else { return .undecided }
            guard let found = seating.conflict(among: left) else { continue }
            let posts = Array(Set(found.map { seats[$0] })).sorted()
            if staffing.canHaveAll(posts) {
                let people = posts.map { ($0, staffing.persons(self.people[$0] ?? [])) }
                return .conflict(
                    Conflict(
                        posts: posts,
                        people: Dictionary(people, uniquingKeysWith: { first, _ in first })))
            }
            waiting += posts.map { post in left.filter { seats[$0] != post } }
        }
        return nil
    }
}
