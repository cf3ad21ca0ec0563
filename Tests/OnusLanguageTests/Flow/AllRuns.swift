/// What is true of all runs of a random workflow, by playing every one of them.
struct AllRuns {
    struct Seen {
        var finished: Set<Int>
        var given: Set<Int>
        var isSet: Bool
    }

    /// What was there whenever a step was entered; nil where no run enters it.
    private(set) var entered: [Int: Seen] = [:]
    /// The same where its `if` holds as well.
    private(set) var worked: [Int: Seen] = [:]
    /// What had finished whenever a block had.
    private(set) var ended: [Int: Set<Int>] = [:]
    /// How many situations have no way to the end of the run.
    private(set) var stuck = 0
    /// Whether a run can come back to where it was without anything that a person did.
    private(set) var goesRound = false

    /// Nil when there are too many situations.
    init?(of workflow: RandomWorkflow, most: Int = 4_000) {
        let game = TokenGame(workflow: workflow)
        var worlds = game.starts
        var number = Dictionary(
            worlds.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        var moves: [[(to: Int, isPersons: Bool)]] = []
        while moves.count < worlds.count {
            guard worlds.count <= most else { return nil }
            let world = worlds[moves.count]
            note(world, game)
            moves.append(
                game.moves(from: world).map { move in
                    noteEnds(from: world, to: move.world)
                    if let known = number[move.world] { return (known, move.isPersons) }
                    number[move.world] = worlds.count
                    worlds.append(move.world)
                    return (worlds.count - 1, move.isPersons)
                })
        }
        stuck = Self.stuck(worlds, moves)
        goesRound = Self.goesRound(moves)
    }

    private mutating func note(_ world: TokenGame.World, _ game: TokenGame) {
        guard !world.hasEnded else { return }
        for case .entering(let step) in world.cursors {
            Self.note(world, in: &entered[step])
            let test = game.workflow.steps[step].test
            if test.map({ game.holds($0, in: world) }) ?? true {
                Self.note(world, in: &worked[step])
            }
        }
    }

    private static func note(_ world: TokenGame.World, in known: inout Seen?) {
        var seen =
            known ?? Seen(finished: world.finished, given: world.given, isSet: world.isSet)
        seen.finished.formIntersection(world.finished)
        seen.given.formIntersection(world.given)
        seen.isSet = seen.isSet && world.isSet
        known = seen
    }

    private mutating func noteEnds(from world: TokenGame.World, to next: TokenGame.World) {
        for case .inside(let step) in world.cursors {
            let isOpen = next.cursors.contains(.inside(step))
            guard !isOpen, next.finished.contains(step), !world.finished.contains(step) else {
                continue
            }
            ended[step] = ended[step]?.intersection(world.finished) ?? world.finished
        }
    }

    private static func stuck(
        _ worlds: [TokenGame.World], _ moves: [[(to: Int, isPersons: Bool)]]
    ) -> Int {
        var before: [[Int]] = Array(repeating: [], count: worlds.count)
        for (from, next) in moves.enumerated() {
            for move in next { before[move.to].append(from) }
        }
        var canEnd = worlds.map(\.hasEnded)
        var waiting = canEnd.indices.filter { canEnd[$0] }
        while let world = waiting.popLast() {
            for earlier in before[world] where !canEnd[earlier] {
                canEnd[earlier] = true
                waiting.append(earlier)
            }
        }
        return canEnd.count { !$0 }
    }

    /// Takes away, again and again, what nothing comes from; what is left goes round.
    private static func goesRound(_ moves: [[(to: Int, isPersons: Bool)]]) -> Bool {
        var incoming = Array(repeating: 0, count: moves.count)
        for move in moves.joined() where !move.isPersons { incoming[move.to] += 1 }
        var waiting = incoming.indices.filter { incoming[$0] == 0 }
        var removed = 0
        while let world = waiting.popLast() {
            removed += 1
            for move in moves[world] where !move.isPersons {
                incoming[move.to] -= 1
                if incoming[move.to] == 0 { waiting.append(move.to) }
            }
        }
        return removed < moves.count
    }
}

extension RandomWorkflow {
    func isInHandler(_ step: Int) -> Bool {
        enclosing(steps[step].list).contains { lists[$0].kind == .handler }
    }
}
