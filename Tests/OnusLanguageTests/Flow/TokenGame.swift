/// All that can happen to a run of a random workflow, played move by move as the engine moves.
///
/// It shares no code with the analyses that it is held against.
struct TokenGame {
    /// Where a run is, and what has happened to it.
    struct World: Hashable {
        enum Cursor: Hashable {
            case idle, over
            case entering(Int)
            case inside(Int)
        }

        /// By list.
        var cursors: [Cursor]
        /// Parallel steps that have finished while branches go on.
        var joined: Set<Int> = []
        var finished: Set<Int> = []
        var given: Set<Int> = []
        var isSet = false
        var passes: [Int: Int] = [:]
        var hasEnded = false
        /// What the inputs say that tests ask for.
        var inputs = [false, false]
        /// Of the last pass of each duty, where tests ask for it.
        var outcomes: [Int: String] = [:]
    }

    struct Move {
        var world: World
        /// Whether a person did it.
        var isPersons = false
    }

    let workflow: RandomWorkflow
    private var steps: [RandomWorkflow.Step] { workflow.steps }
    private var lists: [RandomWorkflow.List] { workflow.lists }

    /// One for all that the inputs may say.
    var starts: [World] {
        var world = World(cursors: lists.map { _ in .idle })
        begin(0, &world)
        guard workflow.hasTests else { return [world] }
        return [[false, false], [false, true], [true, false], [true, true]].map { inputs in
            var start = world
            start.inputs = inputs
            return start
        }
    }

    /// Whether a test holds.
    func holds(_ test: RandomWorkflow.Test, in world: World) -> Bool {
        let isTrue =
            switch test.subject {
            case .input(let number): world.inputs[number]
            case .finished(let step): world.finished.contains(step)
            case .outcome(let step, let word): world.outcomes[step] == word
            }
        return isTrue != test.isNegated
    }

    /// Everything that can happen next.
    func moves(from world: World) -> [Move] {
        guard !world.hasEnded else { return [] }
        return world.cursors.enumerated().flatMap { list, cursor -> [Move] in
            switch cursor {
            case .idle, .over: []
            case .entering(let step): enter(step, world)
            case .inside(let step): act(step, in: list, world)
            }
        }
    }

    private func begin(_ list: Int, _ world: inout World) {
        if let first = lists[list].steps.first {
            world.cursors[list] = .entering(first)
        } else {
            close(list, &world)
        }
    }

    /// A list is over.
    private func close(_ list: Int, _ world: inout World) {
        switch lists[list].kind {
        case .root: world.hasEnded = true
        case .branch, .choice, .body, .round, .item: world.cursors[list] = .over
        case .handler:
            world.cursors[list] = .idle
            if let next = lists[list].next { go(to: next, from: list, &world) }
        }
    }
}

// Entering a step.
extension TokenGame {
    private func enter(_ step: Int, _ world: World) -> [Move] {
        let limit = steps[step].verb == .loop ? nil : steps[step].limit
        if let limit, world.passes[step, default: 0] >= limit {
            return raise("passes", at: step, world).map { [Move(world: $0)] } ?? []
        }
        var moves = raise("expression", at: step, world).map { [Move(world: $0)] } ?? []
        var entered = world
        if limit != nil { entered.passes[step, default: 0] += 1 }
        let holds = steps[step].test.map { self.holds($0, in: world) }
        if steps[step].hasCondition, holds != true {
            var skipped = entered
            go("continue", after: step, &skipped)
            moves.append(Move(world: skipped))
        }
        if holds == false { return moves }
        entered.cursors[steps[step].list] = .inside(step)
        switch steps[step].verb {
        case .duty, .action, .set: moves.append(Move(world: entered))
        case .end:
            entered.hasEnded = true
            moves.append(Move(world: entered))
        case .fail:
            var failed = world
            failed.hasEnded = true
            moves.append(Move(world: raise("broken", at: step, world) ?? failed))
        case .parallel: moves += open(step, entered)
        case .choice: moves += choose(step, entered)
        case .loop:
            entered.passes[step] = 0
            moves.append(Move(world: round(step, entered)))
        case .each:
            // WHY: items do not see each other, so none and one stand for any number.
            moves.append(done(step, entered))
            begin(steps[step].lists[0], &entered)
            moves.append(Move(world: entered))
        case .scope:
            begin(steps[step].lists[0], &entered)
            moves.append(Move(world: entered))
        }
        return moves
    }

    private func open(_ step: Int, _ world: World) -> [Move] {
        // WHY: the game knows every list once; a second pass beside branches that go on is not
        // played.
        guard !world.joined.contains(step) else {
            var over = world
            over.hasEnded = true
            return [Move(world: over)]
        }
        var worlds = [world]
        for list in steps[step].lists {
            worlds = worlds.flatMap { before -> [World] in
                var after = before
                begin(list, &after)
                guard lists[list].hasCondition else { return [after] }
                switch lists[list].test.map({ holds($0, in: world) }) {
                case true?: return [after]
                case false?: return [before]
                case nil: return [before, after]
                }
            }
        }
        return worlds.map { Move(world: $0) }
    }

    /// The next round of a loop, counted where it is limited.
    private func round(_ step: Int, _ world: World) -> World {
        var next = world
        if steps[step].limit != nil { next.passes[step, default: 0] += 1 }
        begin(steps[step].lists[0], &next)
        return next
    }

    private func choose(_ step: Int, _ world: World) -> [Move] {
        var moves: [Move] = []
        for list in steps[step].lists {
            let holds = lists[list].test.map { self.holds($0, in: world) }
            if holds == false { continue }
            var inner = world
            begin(list, &inner)
            moves.append(Move(world: inner))
            if holds == true { return moves }
        }
        for target in steps[step].choices {
            var chosen = world
            finish(step, &chosen)
            go(target, after: step, &chosen)
            moves.append(Move(world: chosen))
        }
        return moves
    }
}

// What happens to a step that is open.
extension TokenGame {
    private func act(_ step: Int, in list: Int, _ world: World) -> [Move] {
        switch steps[step].verb {
        case .duty: return endings(of: step, world)
        case .action:
            let failed = raise("failed", at: step, world).map { [Move(world: $0)] } ?? []
            return [done(step, world)] + failed
        case .set:
            var after = world
            after.isSet = true
            return [done(step, after)]
        case .choice:
            return steps[step].lists.contains { world.cursors[$0] == .over }
                ? [done(step, world)] : []
        case .scope: return scopeMoves(step, world)
        case .loop: return loopMoves(step, world)
        case .each: return world.cursors[steps[step].lists[0]] == .over ? [done(step, world)] : []
        case .parallel: return join(step, world)
        case .end, .fail: return []
        }
    }

    private func endings(of step: Int, _ world: World) -> [Move] {
        var outcomes = ["approved": steps[step].next["approved"] ?? "continue"]
        outcomes["rejected"] = steps[step].next["rejected"]
        outcomes["expired"] = steps[step].next["expired"]
        return outcomes.map { outcome, target in
            var after = world
            finish(step, &after)
            if outcome == "expired" { after.given.remove(step) }
            if workflow.hasTests { after.outcomes[step] = outcome }
            go(target, after: step, &after)
            return Move(world: after, isPersons: true)
        }
    }

    private func done(_ step: Int, _ world: World) -> Move {
        var after = world
        finish(step, &after)
        go(steps[step].next["done"] ?? "continue", after: step, &after)
        return Move(world: after)
    }

    private func loopMoves(_ step: Int, _ world: World) -> [Move] {
        guard world.cursors[steps[step].lists[0]] == .over else { return [] }
        if let limit = steps[step].limit, world.passes[step, default: 0] >= limit {
            return [done(step, world)]
                + (raise("passes", at: step, world).map { [Move(world: $0)] } ?? [])
        }
        return [done(step, world), Move(world: round(step, world))]
    }

    private func scopeMoves(_ step: Int, _ world: World) -> [Move] {
        let (body, handlers) = (steps[step].lists[0], steps[step].lists.dropFirst())
        guard world.cursors[body] != .over else {
            let isOver = handlers.allSatisfy { world.cursors[$0] == .idle }
            return isOver ? [done(step, world)] : []
        }
        return handlers.filter { world.cursors[$0] == .idle }.map { handler in
            var after = world
            for inner in lists[handler].steps {
                after.finished.remove(inner)
                after.given.remove(inner)
                after.outcomes[inner] = nil
            }
            begin(handler, &after)
            return Move(world: after)
        }
    }

    private func join(_ step: Int, _ world: World) -> [Move] {
        let begun = steps[step].lists.filter { world.cursors[$0] != .idle }
        let over = begun.filter { world.cursors[$0] == .over }
        let isJoined: Bool =
            switch steps[step].join {
            case .all: false
            case .any: !over.isEmpty
            case .count(let count): over.count >= count
            }
        guard isJoined || over.count == begun.count else { return [] }
        guard steps[step].goesOn, over.count < begun.count else { return [done(step, world)] }
        var after = world
        after.finished.insert(step)
        after.given.insert(step)
        after.joined.insert(step)
        move(steps[step].next["done"] ?? "continue", after: step, &after)
        return [Move(world: after)]
    }
}

// Going on.
extension TokenGame {
    /// Keeps a result, and takes away what is open inside.
    private func finish(_ step: Int, _ world: inout World) {
        world.finished.insert(step)
        world.given.insert(step)
    }

    private func go(_ target: String, after step: Int, _ world: inout World) {
        withdraw(step, &world)
        move(target, after: step, &world)
    }

    private func move(_ target: String, after step: Int, _ world: inout World) {
        let list = steps[step].list
        switch target {
        case "leave": close(list, &world)
        case "continue":
            let siblings = lists[list].steps
            let next = siblings.drop { $0 != step }.dropFirst().first
            if let next { world.cursors[list] = .entering(next) } else { close(list, &world) }
        default: go(to: target, from: list, &world)
        }
    }

    private func go(to id: String, from list: Int, _ world: inout World) {
        guard let target = steps.firstIndex(where: { $0.id == id }) else { return }
        var list = list
        while steps[target].list != list, let owner = lists[list].owner {
            let wasJoined = world.joined.contains(owner)
            withdraw(owner, &world)
            if wasJoined { return }
            list = steps[owner].list
        }
        world.cursors[list] = .entering(target)
    }

    /// Takes away everything that is open inside a step.
    private func withdraw(_ step: Int, _ world: inout World) {
        world.joined.remove(step)
        for list in lists.indices where lists[list].owner == step {
            world.cursors[list] = .idle
            for inner in lists[list].steps { withdraw(inner, &world) }
        }
    }

    /// Nil when nobody catches it.
    private func raise(_ error: String, at step: Int, _ world: World) -> World? {
        var step = step
        while steps[step].catches["any"] == nil {
            guard let owner = lists[steps[step].list].owner, !world.joined.contains(owner) else {
                return nil
            }
            step = owner
        }
        var after = world
        go(steps[step].catches["any"] ?? "continue", after: step, &after)
        return after
    }
}
