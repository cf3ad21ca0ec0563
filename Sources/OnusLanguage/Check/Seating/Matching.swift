/// Different people for seats that are all kept apart from each other.
struct Matching {
    /// Seats that are too many for their people, and of which none could be left out; nil when
    /// everybody finds a seat.
    private(set) var crowd: [Int]?
    /// Of each seat who sits there, when everybody finds one.
    private(set) var seated: [Int] = []

    /// - Parameter people: of each seat.
    init(_ people: [[Int]]) {
        var seatOf: [Int: Int] = [:]
        var personOf: [Int?] = Array(repeating: nil, count: people.count)
        for seat in people.indices {
            var cameFrom: [Int: Int] = [:]
            var waiting = [seat]
            var reached = [seat]
            var free: Int?
            search: while let next = waiting.popLast() {
                for person in people[next] where cameFrom[person] == nil {
                    cameFrom[person] = next
                    guard let sitting = seatOf[person] else {
                        free = person
                        break search
                    }
                    waiting.append(sitting)
                    reached.append(sitting)
                }
            }
            guard var person = free else {
                crowd = reached.sorted()
                return
            }
            // Everybody on the way moves on to the next free place.
            while let seat = cameFrom[person] {
                let before = personOf[seat]
                (personOf[seat], seatOf[person]) = (person, seat)
                guard let before else { break }
                person = before
            }
        }
        seated = personOf.compactMap(\.self)
    }
}

enum Cliques {
    /// Groups of seats that are all kept apart from each other, so that each pair that is kept
    /// apart stands in one of them.
    static func cover(of seats: [Int], _ apart: [Set<Int>]) -> [[Int]] {
        let open = Set(seats)
        var covered: [Int: Set<Int>] = [:]
        var cliques: [[Int]] = []
        for seat in seats {
            let neighbours = apart[seat].filter { open.contains($0) && $0 != seat }.sorted()
            for neighbour in neighbours where covered[seat]?.contains(neighbour) != true {
                var clique = [seat, neighbour]
                for other in neighbours
                where other != neighbour && clique.allSatisfy({ apart[$0].contains(other) }) {
                    clique.append(other)
                }
                for one in clique { covered[one, default: []].formUnion(clique) }
                cliques.append(clique.sorted())
            }
        }
        return cliques
    }
}
