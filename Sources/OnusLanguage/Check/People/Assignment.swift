import OnusPlugin

/// Looks for one person for each of several slots, so that slots that are kept apart have
/// different ones.
struct Assignment {
    enum Result { case possible, impossible, tooLarge }

    private var domains: [[Person]]
    /// For each slot the others that it is kept apart from.
    private let apart: [[Int]]
    private var tries = 0

    private static let mostTries = 20_000

    init(domains: [[Person]], apart: [[Int]]) {
        self.domains = domains
        self.apart = apart
    }

    /// Exact, unless the search grows too large.
    mutating func search() -> Result {
        // WHY not recursion: the depth is the number of slots, and a text decides that.
        var path: [(slot: Int, left: ArraySlice<Person>, before: [[Person]])] = []
        var assigned: Set<Int> = []
        while true {
            tries += 1
            guard tries <= Self.mostTries else { return .tooLarge }
            guard let slot = hardest(except: assigned) else { return .possible }
            path.append((slot, domains[slot][...], domains))
            assigned.insert(slot)
            while var last = path.popLast() {
                domains = last.before
                guard let person = last.left.popFirst() else {
                    assigned.remove(last.slot)
                    continue
                }
                take(person, for: last.slot)
                path.append(last)
                break
            }
            if path.isEmpty { return .impossible }
        }
    }

    /// The open slot with the fewest people left.
    private func hardest(except assigned: Set<Int>) -> Int? {
        domains.indices.filter { !assigned.contains($0) }.min {
            domains[$0].count < domains[$1].count
        }
    }

    private mutating func take(_ person: Person, for slot: Int) {
        domains[slot] = [person]
        for other in apart[slot] { domains[other].removeAll { $0 == person } }
    }
}
