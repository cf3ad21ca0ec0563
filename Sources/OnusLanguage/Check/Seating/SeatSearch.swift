/// The search in one group of seats that hang together.
struct SeatSearch {
    private let seats: [Int]
    private let neighbours: [[Int]]
    private let cliques: [[Int]]
    /// Of the group alone, in the order in which they are tried.
    private let persons: [Int]
    /// People with the same number could sit on the same seats.
    private let kinds: [Int]
    private let mostTries: Int
    /// Of each seat whether each person may still sit there, as bits.
    private var free: [Set<Int>]
    private var taken: [Int?]
    private var uses: [Int]

    init(_ seating: Seating, _ seats: [Int], mostTries: Int) {
        self.seats = seats
        self.mostTries = mostTries
        let place = Dictionary(
            seats.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        neighbours = seats.map { seating.apart[$0].compactMap { place[$0] }.sorted() }
        var number: [Int: Int] = [:]
        var persons: [Int] = []
        for person in seats.flatMap({ seating.people[$0] }) where number[person] == nil {
            number[person] = persons.count
            persons.append(person)
        }
        self.persons = persons
        free = seats.map { Set(seating.people[$0].compactMap { number[$0] }) }
        var kindOf: [[Int]: Int] = [:]
        var sits = Array(repeating: [Int](), count: persons.count)
        for (seat, people) in free.enumerated() {
            for person in people { sits[person].append(seat) }
        }
        kinds = sits.map { seats in
            let kind = kindOf[seats] ?? kindOf.count
            kindOf[seats] = kind
            return kind
        }
        let apart = neighbours.map { Set($0) }
        cliques = Cliques.cover(of: Array(seats.indices), apart).filter { $0.count > 2 }
        taken = Array(repeating: nil, count: seats.count)
        uses = Array(repeating: 0, count: persons.count)
    }

    private struct Choice {
        let seat: Int
        var left: ArraySlice<Int>
        /// Whom the choice kept from neighbours.
        var kept: [Int] = []
    }

    mutating func run() -> Seating.Answer {
        // WHY not recursion: the depth is the number of seats, and a text decides that.
        var path: [Choice] = []
        var tries = 0
        guard canAllSit else { return .impossible }
        while true {
            guard let seat = hardest else {
                return .people(taken.compactMap { $0.map { persons[$0] } })
            }
            path.append(Choice(seat: seat, left: candidates(for: seat)[...]))
            while var choice = path.popLast() {
                undo(&choice)
                guard let person = choice.left.popFirst() else { continue }
                tries += 1
                guard tries <= mostTries else { return .undecided }
                let isOpen = take(person, &choice)
                path.append(choice)
                if isOpen, canAllSit { break }
            }
            if path.isEmpty { return .impossible }
        }
    }

    /// The open seat with the fewest people left; of several the one with most neighbours.
    private var hardest: Int? {
        var best: (seat: Int, people: Int)?
        for seat in seats.indices where taken[seat] == nil {
            let count = free[seat].count
            guard let known = best else {
                best = (seat, count)
                continue
            }
            let isHarder = neighbours[seat].count > neighbours[known.seat].count
            if count < known.people || (count == known.people && isHarder) { best = (seat, count) }
        }
        return best?.seat
    }

    /// Of people who sit nowhere yet and could sit on the same seats, one is enough.
    private func candidates(for seat: Int) -> [Int] {
        var seen: Set<Int> = []
        return free[seat].sorted().filter { uses[$0] > 0 || seen.insert(kinds[$0]).inserted }
    }

    /// False when a neighbour has nobody left.
    private mutating func take(_ person: Int, _ choice: inout Choice) -> Bool {
        taken[choice.seat] = person
        uses[person] += 1
        var isOpen = true
        for other in neighbours[choice.seat] where taken[other] == nil {
            guard free[other].remove(person) != nil else { continue }
            choice.kept.append(other)
            if free[other].isEmpty { isOpen = false }
        }
        return isOpen
    }

    private mutating func undo(_ choice: inout Choice) {
        guard let person = taken[choice.seat] else { return }
        for other in choice.kept { free[other].insert(person) }
        choice.kept = []
        uses[person] -= 1
        taken[choice.seat] = nil
    }

    /// Whether the open seats of each clique still have enough people between them.
    private var canAllSit: Bool {
        cliques.allSatisfy { clique in
            let open = clique.filter { taken[$0] == nil }
            guard open.count > 1 else { return true }
            if open.allSatisfy({ free[$0].count >= open.count }) { return true }
            return Matching(open.map { free[$0].sorted() }).crowd == nil
        }
    }
}
