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
        /// How many people each takes at least.
        let seats: [Int: Int]
        /// Whom the engine draws for posts of these, so that no one is left for another.
        var draws: [(post: Int, person: Person)] = []
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

    let staffing: Staffing
    private let casting: Casting
    private(set) var away: Int?
    /// The posts to which a run comes and of which it is known who can take them.
    let posts: [Int]
    private(set) var people: [Int: [Int]] = [:]
    /// The posts to which somebody else came, who is not drawn.
    private(set) var replaced: Set<Int> = []
    private var seats: SeatChoices

    init(_ staffing: Staffing, _ group: [Int], _ situation: Situation) {
        self.staffing = staffing
        casting = Casting(staffing, situation)
        for post in group {
            if let found = casting.people(for: post) { people[post] = found }
        }
        let known = people
        posts = group.filter { known[$0] != nil }
        seats = SeatChoices(posts, people, staffing)
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
        // Of a right it is not asked either: it waits until they are back.
        for post in posts where ![.start, .right].contains(staffing.posts[post].part) {
            guard let named = people[post], named.contains(person) else { continue }
            round.people[post] = casting.people(
                for: post, among: named, without: person, others: people)
        }
        round.seats = SeatChoices(posts, round.people, staffing)
        return round
    }

    /// The same where ladders have handed some posts over.
    func handing(_ posts: [Int: Heirs]) -> Round {
        var round = self
        var fixed: [Int: Int] = [:]
        for (post, heirs) in posts where round.people[post] != nil {
            round.people[post] = casting.allowed(heirs.all, at: post)
            // Those above are asked only where none of those who are named may.
            fixed[post] = staffing.posts[post].demand.seats(of: max(1, heirs.named.count))
        }
        round.replaced = Set(fixed.keys)
        round.seats = SeatChoices(self.posts, round.people, staffing, fixed: fixed)
        return round
    }

    func answer() -> Answer {
        let answer = chosen()
        guard case .people(let found) = answer, !drawn.isEmpty else { return answer }
        return against(found)
    }

    /// As if people chose who takes each post.
    private func chosen() -> Answer {
        let most = answer(with: seats.most)
        if case .people = most { return most }
        if seats.least == seats.most, case .undecided = most { return most }
        var numbers = seats.least
        for attempt in 0..<SeatChoices.mostTries {
            switch seats.least == seats.most ? most : answer(with: numbers) {
            case .people(let found):
                guard let raised = seats.raised(numbers, for: found) else { return .people(found) }
                numbers = raised
            case .conflict where attempt == 0: return conflict(seats.least) ?? .people([:])
            case .conflict, .undecided: return .undecided
            }
        }
        return .undecided
    }

    /// With so many people for each post. What is in conflict is not looked for here.
    private func answer(with numbers: [Int: Int]) -> Answer {
        let chairs = chairs(of: posts, numbers)
        guard chairs.count <= Self.mostSeats else { return .undecided }
        switch seating(chairs).answer() {
        case .people(let found):
            let seated = zip(chairs, found).flatMap { chair, person in
                chair.map { ($0, [person]) }
            }
            return .people(Dictionary(seated, uniquingKeysWith: +))
        case .undecided: return .undecided
        case .impossible:
            return .conflict(Conflict(posts: [], people: [:], seats: numbers))
        }
    }

    /// What one person takes: a post, or one of each of those that the same person has.
    private func chairs(of posts: [Int], _ seatsOf: [Int: Int]) -> [[Int]] {
        var open = Set(posts)
        return posts.flatMap { first -> [[Int]] in
            guard open.remove(first) != nil else { return [] }
            var (same, waiting) = ([Int](), [first])
            while let post = waiting.popLast() {
                same.append(post)
                waiting += staffing.partners[post].sorted().filter { open.remove($0) != nil }
            }
            let seats = same.map { seatsOf[$0] ?? 1 }.max() ?? 1
            return (0..<seats).map { seat in same.filter { seatsOf[$0] ?? 1 > seat } }
        }
    }

    /// What is worked out takes memory with the square of the seats.
    private static let mostSeats = 2_000

    /// An answer made of that of another round, if exchanging single people is enough. Not for rounds
    /// in which somebody is drawn.
    func adapting(_ other: [Int: [Int]]) -> [Int: [Int]]? {
        var found = other.filter { people[$0.key] != nil }
        for post in posts {
            guard staffing.partners[post].isEmpty else { return nil }
            guard let possible = people[post], var seated = found[post] else { return nil }
            for seat in seated.indices where !possible.contains(seated[seat]) {
                let taken = Set(staffing.apart[post].flatMap { found[$0] ?? [] } + seated)
                guard let free = possible.first(where: { !taken.contains($0) }) else { return nil }
                seated[seat] = free
                found[post] = seated
            }
        }
        return seats.raised(found.mapValues(\.count), for: found) == nil ? found : nil
    }

    private func seating(_ chairs: [[Int]]) -> Seating {
        let chairsOf = Dictionary(
            grouping: chairs.indices.flatMap { chair in chairs[chair].map { ($0, chair) } },
            by: \.0
        ).mapValues { $0.map(\.1) }
        let apart = chairs.indices.map { chair in
            let others = chairs[chair].flatMap { post in
                staffing.apart[post].flatMap { chairsOf[$0] ?? [] }
                    + (chairsOf[post] ?? []).filter { $0 != chair }
            }
            return Set(others)
        }
        let people = chairs.indices.map { chair in
            // What is to be done by the same person and by different ones, nobody can do.
            apart[chair].contains(chair) ? [] : self.people(for: chairs[chair])
        }
        return Seating(
            people: people,
            apart: chairs.indices.map { chair in apart[chair].filter { $0 != chair } })
    }

    private func people(for chair: [Int]) -> [Int] {
        guard let first = chair.first else { return [] }
        let others = chair.dropFirst().map { Set(people[$0] ?? []) }
        return (people[first] ?? []).filter { person in others.allSatisfy { $0.contains(person) } }
    }

    /// One of whose posts a run can have all. Nil when the posts are in each other's way only in
    /// runs that there cannot be.
    private func conflict(_ seats: [Int: Int]) -> Answer? {
        var waiting = [posts]
        var tries = 0
        while !waiting.isEmpty {
            let left = waiting.removeFirst()
            tries += 1
            guard tries <= 100 else { return .undecided }
            let chairs = chairs(of: left, seats)
            guard let found = seating(chairs).conflict(among: Array(chairs.indices)) else {
                continue
            }
            let posts = smallest(Array(Set(found.flatMap { chairs[$0] })).sorted(), seats)
            if staffing.canHaveAll(posts) {
                let people = posts.map { ($0, staffing.persons(self.people[$0] ?? [])) }
                return .conflict(
                    Conflict(
                        posts: posts,
                        people: Dictionary(people, uniquingKeysWith: { first, _ in first }),
                        seats: seats))
            }
            waiting += posts.map { post in left.filter { $0 != post } }
        }
        return nil
    }

    /// Without those that add nothing to a conflict: a chair may stand for more posts than it needs.
    private func smallest(_ posts: [Int], _ seats: [Int: Int]) -> [Int] {
        guard posts.contains(where: { !staffing.partners[$0].isEmpty }) else { return posts }
        return posts.reduce(posts) { left, post in
            let fewer = left.filter { $0 != post }
            return seating(chairs(of: fewer, seats)).answer() == .impossible ? fewer : left
        }
    }
}
