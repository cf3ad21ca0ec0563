import OnusCEL
import OnusModel
import OnusPlugin

/// What a group of posts comes to in all its situations.
struct Findings {
    struct Finding {
        let conflict: Round.Conflict
        /// The first in which it is so; nil when it is always so.
        let situation: Situation?
        let away: Person?
    }

    /// Each set of posts once.
    private(set) var found: [Finding] = []
    /// Whether something was too much to look at.
    private(set) var isUndecided = false

    /// With everybody there.
    init(_ staffing: Staffing, _ group: [Int]) {
        self.init(staffing, group) { situation in
            [Round(staffing, group, situation)]
        }
    }

    /// With any one person away. Only of those who have a part is it asked what happens without.
    init(_ staffing: Staffing, withoutOne group: [Int]) {
        var pool = Pool()
        self.init(staffing, group, withStandIns: true) { situation in
            let round = Round(staffing, group, situation)
            guard case .people(let parts) = pool.answer(round) else { return [] }
            return Set(parts.values.flatMap(\.self)).sorted().map { round.without($0) }
        }
    }

    /// Where ladders have handed some of the posts over.
    init(_ staffing: Staffing, _ group: [Int], handing handovers: [Handover]) {
        let outlines = handovers.flatMap { $0.outlines(staffing.sources) }
        self.init(staffing, group, also: outlines) { situation in
            var heirs: [Int: Heirs] = [:]
            for handover in handovers {
                guard let found = handover.heirs(situation, staffing) else { return [] }
                heirs[handover.post] = found
            }
            return [Round(staffing, group, situation).handing(heirs)]
        }
    }

    private init(
        _ staffing: Staffing, _ group: [Int], withStandIns: Bool = false, also: [Outline] = [],
        _ rounds: (Situation) -> [Round]
    ) {
        guard
            let situations = staffing.situations(
                of: group, withStandIns: withStandIns, also: also)
        else {
            isUndecided = true
            return
        }
        var pool = Pool()
        var firsts: [Told: (Round.Conflict, Situation, times: Int)] = [:]
        var order: [Told] = []
        var undecided = 0
        for situation in situations where undecided < Self.mostUndecided {
            for round in rounds(situation) {
                switch pool.answer(round) {
                case .people: continue
                case .undecided:
                    isUndecided = true
                    undecided += 1
                case .conflict(let conflict):
                    let told = Told(posts: conflict.posts, away: round.away)
                    if firsts[told] == nil { order.append(told) }
                    firsts[told, default: (conflict, situation, 0)].times += 1
                }
            }
        }
        found = order.compactMap { told in
            firsts[told].map { conflict, situation, times in
                Finding(
                    conflict: conflict, situation: times == situations.count ? nil : situation,
                    away: told.away.map { staffing.persons([$0])[0] })
            }
        }
    }

    /// Where so many situations are too much to look at, the others are left.
    private static let mostUndecided = 4

    private struct Told: Hashable {
        let posts: [Int]
        let away: Int?
    }
}

/// Answers that were found, for rounds that differ little.
private struct Pool {
    private var answers: [Round.Key: Round.Answer] = [:]
    /// The last one that was of use first.
    private var solutions: [[Int: [Int]]] = []
    private static let most = 32

    mutating func answer(_ round: Round) -> Round.Answer {
        // Whom the engine draws, nobody exchanges.
        let solutionsOfUse = round.drawn.isEmpty ? solutions : []
        for (place, solution) in solutionsOfUse.enumerated() {
            guard let adapted = round.adapting(solution) else { continue }
            if place > 0 { solutions.insert(solutions.remove(at: place), at: 0) }
            return .people(adapted)
        }
        let key = round.key
        if let known = answers[key] { return known }
        let answer = round.answer()
        answers[key] = answer
        if case .people(let solution) = answer {
            solutions.insert(solution, at: 0)
            if solutions.count > Self.most { solutions.removeLast() }
        }
        return answer
    }
}

extension Findings.Finding {
    /// " when `eve` starts it", or nothing.
    var when: String { situation?.text.map { " when \($0)" } ?? "" }

    /// Who could take one of the posts.
    var people: [Person] { Set(conflict.people.values.flatMap(\.self)).sorted() }
}

extension Staffing {
    /// Who can take each post of a conflict, for those who read about it.
    func related(_ conflict: Round.Conflict) -> [Diagnostic.Related] {
        conflict.posts.compactMap { index in
            let post = posts[index]
            guard let location = post.location else { return nil }
            let names = (conflict.people[index] ?? []).map(\.id)
            let seats = conflict.seats[index] ?? 1
            let words = names.isEmpty ? "nobody" : Spelling.list(names, seats > 1 ? "and" : "or")
            let verb = seats > 1 ? "takes \(seats) people of" : "is done by"
            return Diagnostic.Related("\(post.words(1)) \(verb) \(words)", at: location)
        }
    }

    /// What the posts of a conflict fail to meet.
    func demand(of conflict: Round.Conflict) -> String {
        let posts = Set(conflict.posts)
        let areTogether = posts.contains { !partners[$0].isDisjoint(with: posts) }
        guard areTogether else { return "cannot be kept apart" }
        let areApart = posts.contains { !apart[$0].isDisjoint(with: posts) }
        return areApart
            ? "cannot be kept apart and together as they should"
            : "cannot be done by the same person"
    }

    func names(_ conflict: Round.Conflict) -> String {
        let words = conflict.posts.map { posts[$0].words(conflict.seats[$0] ?? 1) }
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " and " + last
    }
}
