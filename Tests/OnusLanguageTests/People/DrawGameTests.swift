import OnusLanguage
import Testing

@Suite("Seats of which some are drawn")
struct DrawGameTests {
    @Test("the answer is that of trying everything", arguments: 0..<40)
    func exact(_ round: Int) {
        var random = SmallRandom(seed: UInt64(round) * 104_729 + 3)
        for _ in 0..<150 {
            let seats = Self.seats(&random)
            var game = DrawGame(seats)
            let canBe = Self.wins(seats, [])
            switch game.answer() {
            case .people(let people):
                #expect(canBe, "\(seats)")
                #expect(Self.holds(people, seats), "\(seats) \(people)")
            case .lost(let people):
                #expect(!canBe, "\(seats)")
                let next = people.count
                #expect(next < seats.count && Self.fit(seats[next], people).isEmpty, "\(seats)")
            case .undecided: Issue.record("a small question is always decided")
            }
        }
    }

    @Test("what grows out of hand is given up, never guessed")
    func undecided() {
        let seats = (0..<12).map { index in
            DrawGame.Seat(
                people: Array(index..<(index + 14)), draw: index % 2 == 0 ? .any : nil,
                apart: Set(0..<index))
        }
        var hurried = DrawGame(seats, mostTries: 5)
        #expect(hurried.answer() == .undecided)
    }

    @Test("many people who could sit on the same seats are no work")
    func alike() {
        let seats = (0..<30).map { index in
            DrawGame.Seat(
                people: Array(0..<200), draw: index % 2 == 0 ? .any : nil, apart: Set(0..<index))
        }
        var game = DrawGame(seats)
        guard case .people = game.answer() else {
            Issue.record("there are people enough")
            return
        }
    }
}

// Trying everything, without any thought of speed.
extension DrawGameTests {
    private static func seats(_ random: inout SmallRandom) -> [DrawGame.Seat] {
        let count = 1 + random.below(6)
        let crowd = 1 + random.below(4)
        return (0..<count).map { index in
            var seat = DrawGame.Seat(people: (0..<crowd).filter { _ in random.below(3) > 0 })
            if random.below(2) == 0 { seat.people.reverse() }
            seat.draw = [nil, .any, .first][random.below(3)]
            seat.apart = Set((0..<index).filter { _ in random.below(2) == 0 })
            seat.same = Set((0..<index).filter { !seat.apart.contains($0) && random.below(8) == 0 })
            return seat
        }
    }

    private static func fit(_ seat: DrawGame.Seat, _ taken: [Int]) -> [Int] {
        seat.people.filter { person in
            seat.apart.allSatisfy { taken[$0] != person }
                && seat.same.allSatisfy { taken[$0] == person }
        }
    }

    private static func wins(_ seats: [DrawGame.Seat], _ taken: [Int]) -> Bool {
        guard taken.count < seats.count else { return true }
        let seat = seats[taken.count]
        let fit = fit(seat, taken)
        func goesOn(with person: Int) -> Bool {
            wins(seats, taken + [person])
        }
        return switch seat.draw {
        case nil: fit.contains(where: goesOn)
        case .first?: fit.first.map(goesOn) ?? false
        case .any?: !fit.isEmpty && fit.allSatisfy(goesOn)
        }
    }

    private static func holds(_ people: [Int], _ seats: [DrawGame.Seat]) -> Bool {
        people.count == seats.count
            && seats.indices.allSatisfy { index in
                let options = fit(seats[index], Array(people[..<index]))
                let isFirst = seats[index].draw != .first || options.first == people[index]
                return options.contains(people[index]) && isFirst
                    && seats[index].apart.allSatisfy { people[$0] != people[index] }
            }
    }
}
