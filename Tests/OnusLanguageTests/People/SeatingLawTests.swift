import OnusLanguage
import Testing

@Suite("People for seats that are kept apart")
struct SeatingLawTests {
    @Test("the answer is that of trying everything", arguments: 0..<40)
    func exact(_ round: Int) {
        var random = SmallRandom(seed: UInt64(round) * 7919 + 1)
        for _ in 0..<150 {
            let question = Question(&random)
            let seating = Seating(people: question.people, apart: question.apart)
            let seats = Array(question.people.indices)
            let canBe = question.canSit(seats)
            switch seating.answer() {
            case .people(let people):
                #expect(canBe, "\(question)")
                #expect(question.holds(people), "\(question) \(people)")
            case .impossible: #expect(!canBe, "\(question)")
            case .undecided: Issue.record("a small question is always decided")
            }
            checkConflict(seating.conflict(among: seats), question, canBe)
        }
    }

    private func checkConflict(_ conflict: [Int]?, _ question: Question, _ canBe: Bool) {
        #expect((conflict == nil) == canBe, "\(question)")
        guard let conflict else { return }
        #expect(!question.canSit(conflict), "\(question) \(conflict)")
        for seat in conflict {
            #expect(question.canSit(conflict.filter { $0 != seat }), "\(question) \(conflict)")
        }
    }

    @Test("what grows out of hand is given up, never guessed")
    func undecided() {
        // Seven seats in a ring of triangles with three people: no pair of them says no.
        let apart = (0..<7).map { seat in
            Set([1, 2, 5, 6].map { (seat + $0) % 7 })
        }
        let people = Array(repeating: [0, 1, 2], count: 7)
        #expect(Seating(people: people, apart: apart).answer() == .impossible)
        #expect(Seating(people: people, apart: apart, mostTries: 1).answer() == .undecided)
    }

    @Test("hundreds of seats that only need to differ are no work")
    func large() {
        let apart = (0..<300).map { seat in Set((0..<300).filter { $0 != seat }) }
        let crowded = Seating(people: Array(repeating: Array(0..<40), count: 300), apart: apart)
        #expect(crowded.conflict(among: Array(0..<300))?.count == 41)
    }

    @Test("as many seats as people, all kept apart, are filled at once")
    func tight() {
        let seats = Array(0..<200)
        let apart = seats.map { seat in Set(seats.filter { $0 != seat }) }
        let people = seats.map { seat in (0..<40).map { (seat * 7 + $0 * 3) % 200 } }
        guard case .people(let found) = Seating(people: people, apart: apart).answer() else {
            Issue.record("there is a person for everybody")
            return
        }
        #expect(Set(found).count == 200)
        #expect(zip(people, found).allSatisfy { $0.contains($1) })
    }
}

/// A few seats, few people for each, some seats kept apart.
private struct Question: CustomStringConvertible {
    var people: [[Int]]
    var apart: [Set<Int>]

    init(_ random: inout SmallRandom) {
        let seats = 1 + random.below(7)
        let crowd = 1 + random.below(5)
        people = (0..<seats).map { _ in (0..<crowd).filter { _ in random.below(2) == 0 } }
        apart = Array(repeating: [], count: seats)
        let density = 1 + random.below(5)
        for one in 0..<seats {
            for other in 0..<one where random.below(6) < density {
                apart[one].insert(other)
                apart[other].insert(one)
            }
        }
    }

    var description: String { "\(people) apart \(apart.map { $0.sorted() })" }

    func holds(_ chosen: [Int]) -> Bool {
        chosen.count == people.count
            && chosen.indices.allSatisfy { seat in
                people[seat].contains(chosen[seat])
                    && apart[seat].allSatisfy { chosen[$0] != chosen[seat] }
            }
    }

    /// Tries every combination.
    func canSit(_ seats: [Int]) -> Bool {
        var ways: [[Int: Int]] = [[:]]
        for seat in seats {
            ways = ways.flatMap { way in
                people[seat].filter { person in apart[seat].allSatisfy { way[$0] != person } }
                    .map { way.merging([seat: $0]) { _, new in new } }
            }
        }
        return !ways.isEmpty
    }
}

struct SmallRandom {
    private var state: UInt64
    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func below(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % limit
    }
}
