/// A small random workflow: its text, and the same as plain arrays for the token game.
struct RandomWorkflow {
    struct Step {
        enum Verb {
            case duty, action, set, end, fail, parallel, choice, scope, loop, each
        }

        enum Join {
            case all, any
            case count(Int)
        }

        var id: String
        var verb: Verb
        var list: Int
        var hasCondition = false
        /// What its `if` asks; nil for something that nobody foresees.
        var test: Test?
        /// By outcome; `done` for a step without outcomes.
        var next: [String: String] = [:]
        var catches: [String: String] = [:]
        var limit: Int?
        var lists: [Int] = []
        /// Cases that lead somewhere.
        var choices: [String] = []
        var join = Join.all
        var goesOn = false
    }

    struct List {
        enum Kind { case root, branch, choice, body, handler, round, item }
        var kind: Kind
        var owner: Int?
        var steps: [Int] = []
        var hasCondition = false
        /// What the `when` of a branch or a case asks; nil for something that nobody foresees.
        var test: Test?
        /// Of a handler.
        var next: String?
    }

    /// A condition of which it is known when it holds.
    struct Test {
        enum Subject {
            case input(Int)
            case finished(Int)
            case outcome(Int, String)
        }
        var subject: Subject
        var isNegated: Bool
    }

    /// What may occur in it.
    struct Limits {
        var hasParallel = true
        var hasHandlers = true
        var hasLimits = false
        /// Whether conditions ask for inputs and steps, and not only for what nobody foresees.
        var hasTests = false
        var mostSteps = 7
    }

    private(set) var steps: [Step] = []
    private(set) var lists: [List] = []
    private var random: Random
    private let limits: Limits
    var hasTests: Bool { limits.hasTests }

    init(seed: UInt64, limits: Limits = Limits()) {
        random = Random(seed: seed)
        self.limits = limits
        lists = [List(kind: .root)]
        fill(0, depth: 0, count: 2 + random.below(4))
        addStep(.end, to: 0)
        for step in steps.indices { connect(step) }
        if limits.hasTests { drawTests() }
        for list in lists.indices where lists[list].kind == .handler && random.isTrue(1, of: 2) {
            lists[list].next = lists[list].owner.flatMap {
                ids(from: steps[$0].list).random(&random)
            }
        }
    }

    /// The lists around a list, itself first.
    func enclosing(_ list: Int) -> [Int] {
        var found = [list]
        while let owner = lists[found[found.count - 1]].owner { found.append(steps[owner].list) }
        return found
    }

    private func ids(from list: Int) -> [String] {
        enclosing(list).flatMap { lists[$0].steps }.map { steps[$0].id }
    }
}

extension RandomWorkflow {
    @discardableResult
    private mutating func addStep(_ verb: Step.Verb, to list: Int) -> Int {
        steps.append(Step(id: "s\(steps.count)", verb: verb, list: list))
        lists[list].steps.append(steps.count - 1)
        return steps.count - 1
    }

    private mutating func fill(_ list: Int, depth: Int, count: Int) {
        for _ in 0..<count where steps.count < limits.mostSteps {
            var verbs: [Step.Verb] = [.duty, .duty, .duty, .action, .set]
            if random.isTrue(1, of: 4) { verbs += [.end, .fail] }
            if depth < 2, steps.count + 2 < limits.mostSteps {
                verbs += [.choice, .scope, .loop, .each]
                verbs += limits.hasParallel ? [.parallel, .parallel] : []
            }
            let step = addStep(verbs.random(&random) ?? .duty, to: list)
            addLists(of: step, depth: depth)
        }
    }

    private mutating func addLists(of step: Int, depth: Int) {
        switch steps[step].verb {
        case .parallel:
            for _ in 0..<(1 + random.below(3)) {
                let list = addList(.branch, of: step, depth: depth)
                lists[list].hasCondition = random.isTrue(1, of: 4)
            }
            let count = steps[step].lists.count
            steps[step].join = [.all, .all, .any, .count(1 + random.below(count))][random.below(4)]
            steps[step].goesOn = random.isTrue(1, of: 6)
        case .choice:
            if random.isTrue(2, of: 3) { addList(.choice, of: step, depth: depth) }
        case .scope:
            addList(.body, of: step, depth: depth)
            if limits.hasHandlers, random.isTrue(1, of: 2) {
                addList(.handler, of: step, depth: depth)
            }
        case .loop: addList(.round, of: step, depth: depth)
        case .each: addList(.item, of: step, depth: depth)
        case .duty, .action, .set, .end, .fail: break
        }
    }

    @discardableResult
    private mutating func addList(_ kind: List.Kind, of step: Int, depth: Int) -> Int {
        lists.append(List(kind: kind, owner: step))
        let list = lists.count - 1
        steps[step].lists.append(list)
        fill(list, depth: depth + 1, count: random.below(3))
        let isFilled = kind == .body || kind == .round || kind == .item
        if isFilled, lists[list].steps.isEmpty { addStep(.duty, to: list) }
        return list
    }

    /// Draws where a step leads.
    private mutating func connect(_ step: Int) {
        let ids = ids(from: steps[step].list)
        let isInner = steps[step].list != 0
        func target(_ random: inout Random) -> String {
            if random.isTrue(1, of: 3) { return "continue" }
            if isInner, random.isTrue(1, of: 3) { return "leave" }
            return ids.random(&random) ?? "continue"
        }
        steps[step].hasCondition = random.isTrue(1, of: 6) && steps[step].id != ids.last
        if random.isTrue(1, of: 6) { steps[step].catches["any"] = target(&random) }
        if limits.hasLimits, random.isTrue(1, of: 3) { steps[step].limit = 1 + random.below(2) }
        switch steps[step].verb {
        case .duty:
            if random.isTrue(2, of: 3) { steps[step].next["approved"] = target(&random) }
            if random.isTrue(1, of: 2) { steps[step].next["rejected"] = target(&random) }
            steps[step].next["expired"] = target(&random)
        case .choice:
            for _ in 0..<(1 + random.below(2)) { steps[step].choices.append(target(&random)) }
            if random.isTrue(1, of: 3) { steps[step].next["done"] = target(&random) }
        case .action, .set, .parallel, .scope, .loop, .each:
            if random.isTrue(1, of: 3) { steps[step].next["done"] = target(&random) }
        case .end, .fail: break
        }
    }
}

extension RandomWorkflow {
    private mutating func drawTests() {
        for step in steps.indices where steps[step].id != steps.last?.id {
            if !steps[step].hasCondition {
                steps[step].hasCondition = steps[step].verb != .end && random.isTrue(1, of: 2)
            }
            if steps[step].hasCondition { steps[step].test = test(seenFrom: steps[step].list) }
        }
        for list in lists.indices {
            guard let owner = lists[list].owner else { continue }
            switch lists[list].kind {
            case .branch where lists[list].hasCondition, .choice:
                lists[list].test = test(seenFrom: steps[owner].list)
            default: break
            }
        }
    }

    private mutating func test(seenFrom list: Int) -> Test? {
        let visible = enclosing(list).flatMap { lists[$0].steps }
        let duties = visible.filter { steps[$0].verb == .duty }
        var subjects: [Test.Subject] = [.input(0), .input(0), .input(1)]
        if let step = visible.random(&random) { subjects += [.finished(step), .finished(step)] }
        if let duty = duties.random(&random) {
            let outcomes = ["approved", "rejected", "expired"]
            subjects += outcomes.map { .outcome(duty, $0) }
        }
        return subjects.random(&random).map {
            Test(subject: $0, isNegated: random.isTrue(1, of: 2))
        }
    }
}

/// SplitMix64: the same numbers for the same seed, everywhere.
struct Random: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &+ 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<max(limit, 1), using: &self) }
    mutating func isTrue(_ part: Int, of whole: Int) -> Bool { below(whole) < part }
}

extension Array {
    func random(_ random: inout Random) -> Element? {
        isEmpty ? nil : self[random.below(count)]
    }
}
