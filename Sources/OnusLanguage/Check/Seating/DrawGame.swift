/// Seats of which some are filled by a draw: whether the others find people whoever is drawn.
///
/// The seats are filled in order. Where people choose, one choice that works out is enough; where one
/// of them is drawn, every draw must. The answer is exact.
package struct DrawGame: Sendable {
    package enum Draw: Sendable, Hashable {
        /// Any of those who may sit there.
        case any
        /// The first of them in their order.
        case first
    }

    package struct Seat: Sendable {
        package var people: [Int]
        /// Nil where people choose.
        package var draw: Draw?
        /// Seats before it that are kept apart from it.
        package var apart: Set<Int>
        /// Seats before it that the same person has.
        package var same: Set<Int>

        package init(
            people: [Int], draw: Draw? = nil, apart: Set<Int> = [], same: Set<Int> = []
        ) {
            (self.people, self.draw, self.apart, self.same) = (people, draw, apart, same)
        }
    }

    package enum Answer: Sendable, Equatable {
        /// Who sits where, with one of the draws that there can be.
        case people([Int])
        /// Who sits on the first seats when the next one stays empty.
        case lost([Int])
        case undecided
    }

    private let seats: [Seat]
    private let mostTries: Int
    /// Of each seat those before it that matter from there on.
    private let remembered: [[Int]]
    /// Of each seat who can still sit on one from there on.
    private let concerned: [Set<Int>]
    /// People with the same number can sit on the same seats.
    private let kinds: [Int: Int]
    private var known: [[Int]: Bool] = [:]
    private var taken: [Int] = []
    private var tries = 0

    /// INVARIANT: the number of seats bounds the depth of the recursion.
    private static let mostSeats = 80

    package init(_ seats: [Seat], mostTries: Int = 60_000) {
        self.seats = seats
        self.mostTries = mostTries
        remembered = seats.indices.map { index in
            Set(seats[index...].flatMap { $0.apart.union($0.same) }).filter { $0 < index }.sorted()
        }
        concerned = seats.indices.map { index in Set(seats[index...].flatMap(\.people)) }
        var places: [Int: [Int]] = [:]
        for (number, seat) in seats.enumerated() {
            for (place, person) in seat.people.enumerated() {
                places[person, default: []] += [number, seat.draw == .first ? place : 0]
            }
        }
        var numbers: [[Int]: Int] = [:]
        kinds = places.mapValues { place in
            let number = numbers[place] ?? numbers.count
            numbers[place] = number
            return number
        }
    }

    package mutating func answer() -> Answer {
        guard seats.count <= Self.mostSeats else { return .undecided }
        guard let wins = wins() else { return .undecided }
        return wins ? .people(line(winning: true)) : .lost(line(winning: false))
    }

    /// Whether all seats from the next one on can be filled; nil when it is given up.
    private mutating func wins() -> Bool? {
        guard taken.count < seats.count else { return true }
        let key = key
        if let known = known[key] { return known }
        tries += 1
        guard tries <= mostTries else { return nil }
        let isDrawn = seats[taken.count].draw != nil
        let options = options
        var answer = isDrawn && !options.isEmpty
        for person in distinct(options) {
            taken.append(person)
            let wins = wins()
            taken.removeLast()
            guard let wins else { return nil }
            answer = wins
            if wins != isDrawn { break }
        }
        known[key] = answer
        return answer
    }

    private var key: [Int] {
        let index = taken.count
        return [index]
            + remembered[index].map { concerned[index].contains(taken[$0]) ? taken[$0] : -1 }
    }

    /// Who may be chosen or drawn for the next seat.
    private var options: [Int] {
        let seat = seats[taken.count]
        let gone = Set(seat.apart.map { taken[$0] })
        let same = Set(seat.same.map { taken[$0] })
        let fit = seat.people.filter { person in
            !gone.contains(person) && same.allSatisfy { $0 == person }
        }
        return seat.draw == .first ? Array(fit.prefix(1)) : fit
    }

    /// Of people who sit nowhere yet and can sit on the same seats, one is enough.
    private func distinct(_ people: [Int]) -> [Int] {
        var seen: Set<Int> = []
        return people.filter { person in
            taken.contains(person) || kinds[person].map { seen.insert($0).inserted } ?? true
        }
    }

    /// How it goes with the best choices, or against all of them.
    private mutating func line(winning: Bool) -> [Int] {
        taken = []
        while taken.count < seats.count {
            let options = options
            let next = distinct(options).first { person in
                taken.append(person)
                defer { taken.removeLast() }
                return wins() == winning
            }
            guard let next else { return taken }
            taken.append(next)
        }
        return taken
    }
}
