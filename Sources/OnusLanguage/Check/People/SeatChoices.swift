import OnusModel

/// How many people each post of a round takes.
///
/// Who may act in a post is asked when its duty opens: those who acted before in what is kept apart
/// from it are not asked, and of fewer people fewer must act. So the number of a post can hang on who
/// takes the others.
struct SeatChoices {
    /// Each number as small as it can be.
    private(set) var least: [Int: Int] = [:]
    /// In the order in which they are tried.
    private(set) var all: [[Int: Int]] = []
    /// False where there are too many to try.
    private(set) var areAll = true
    private let posts: [Int]
    private let people: [Int: [Int]]
    private let staffing: Staffing
    private static let most = 64

    init(_ posts: [Int], _ people: [Int: [Int]], _ staffing: Staffing) {
        (self.posts, self.people, self.staffing) = (posts, people, staffing)
        let possible = posts.map { (post: $0, numbers: numbers(of: $0)) }
        for (post, numbers) in possible { least[post] = numbers[0] }
        all = [least]
        for (post, numbers) in possible where numbers.count > 1 {
            guard all.count * numbers.count <= Self.most else {
                areAll = false
                break
            }
            all = all.flatMap { choice in
                numbers.map { choice.merging([post: $0]) { _, new in new } }
            }
        }
    }

    var areFixed: Bool { all.count == 1 && areAll }

    /// What a post can take, the smallest first.
    private func numbers(of post: Int) -> [Int] {
        let demand = staffing.posts[post].demand
        guard !demand.isSingle else { return [1] }
        let own = Set(people[post] ?? [])
        let most = demand.seats(of: own.count)
        let gone = staffing.before[post].sorted().reduce(0) { sum, other in
            let others = people[other] ?? []
            let seats = staffing.posts[other].demand.seats(of: others.count)
            return sum + min(seats, others.count(where: own.contains))
        }
        let fewest = max(1, own.count - gone)
        guard fewest < own.count, demand.seats(of: fewest) < most else { return [most] }
        return Set((fewest...own.count).map { demand.seats(of: $0) }).sorted()
    }

    /// Whether as many have a seat as must act of those who are still asked.
    func fit(_ answer: [Int: [Int]], _ choice: [Int: Int]) -> Bool {
        guard !areFixed else { return true }
        return posts.allSatisfy { post in
            let demand = staffing.posts[post].demand
            guard !demand.isSingle else { return true }
            let gone = Set(staffing.before[post].flatMap { answer[$0] ?? [] })
            let asked = (people[post] ?? []).count { !gone.contains($0) }
            return demand.seats(of: asked) <= choice[post] ?? 1
        }
    }
}
