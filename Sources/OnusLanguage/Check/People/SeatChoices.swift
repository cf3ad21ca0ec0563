import OnusModel

/// How many people each post of a round takes.
///
/// Who may act in a post is asked when its duty opens: those who acted before in what is kept apart
/// from it are not asked, and of fewer people fewer must act. So the number of a post can hang on who
/// takes the others.
struct SeatChoices {
    /// Each number as small as it can be: where that is too much, everything is.
    private(set) var least: [Int: Int] = [:]
    /// Each number as if nobody had acted before: people for all of them are enough in any case.
    private(set) var most: [Int: Int] = [:]
    private let posts: [Int]
    private let people: [Int: [Int]]
    private let staffing: Staffing
    /// How often numbers between the two are tried.
    static let mostTries = 8

    /// - Parameter fixed: the numbers of posts whose people are not all asked at once.
    init(
        _ posts: [Int], _ people: [Int: [Int]], _ staffing: Staffing, fixed: [Int: Int] = [:]
    ) {
        (self.posts, self.people, self.staffing) = (posts, people, staffing)
        for post in posts {
            if let number = fixed[post] {
                (least[post], most[post]) = (number, number)
                continue
            }
            let demand = staffing.posts[post].demand
            let count = people[post]?.count ?? 0
            let number = demand.isSingle ? 1 : demand.seats(of: count)
            most[post] = number
            least[post] = number > 1 ? min(number, fewest(post, demand)) : number
        }
    }

    private func fewest(_ post: Int, _ demand: Demand) -> Int {
        let own = Set(people[post] ?? [])
        let gone = staffing.before[post].reduce(0) { sum, other in
            let others = people[other] ?? []
            let seats = staffing.posts[other].demand.seats(of: others.count)
            return sum + min(seats, others.count(where: own.contains))
        }
        return demand.seats(of: max(1, own.count - gone))
    }

    /// The numbers with more for those posts that get too few of the people who are still asked; nil
    /// when none does.
    func raised(_ numbers: [Int: Int], for answer: [Int: [Int]]) -> [Int: Int]? {
        var raised = numbers
        for post in posts where numbers[post] != most[post] {
            let gone = Set(staffing.before[post].flatMap { answer[$0] ?? [] })
            let asked = (people[post] ?? []).count { !gone.contains($0) }
            let needed = staffing.posts[post].demand.seats(of: asked)
            if needed > numbers[post] ?? 1 { raised[post] = needed }
        }
        return raised == numbers ? nil : raised
    }
}
