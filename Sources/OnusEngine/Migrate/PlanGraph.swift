import OnusModel

/// Which step can follow which in a plan, whatever comes about.
struct PlanGraph {
    private let map: PlanMap
    private let root: Block
    /// The step that contains a list.
    private(set) var owners: [BlockID: StepID] = [:]

    init(_ plan: Plan, _ map: PlanMap) {
        self.map = map
        root = plan.body
        for step in map.allSteps {
            for (_, block) in step.verb.blocks { owners[block.id] = step.id }
        }
    }

    /// What can be entered next once a step has been.
    func next(after id: StepID) -> [StepID] {
        guard let step = map.step(id) else { return [] }
        let inner = step.verb.blocks.flatMap { _, block in block.steps.first.map { [$0.id] } ?? [] }
        let hasEmptyList = step.verb.blocks.contains { $0.block.steps.isEmpty }
        var next = inner
        if inner.isEmpty || hasEmptyList || step.condition != nil || step.isPhase {
            next += exits(of: step)
        }
        return next + step.catches.values.flatMap { resolve($0, from: step.id) }
    }

    /// Everything that can be entered from what comes after a step is over.
    func reachable(after steps: [StepID]) -> Set<StepID> {
        reached(from: steps.flatMap { id in map.step(id).map(exits) ?? [] }, without: nil)
    }

    /// Whether a run that comes to a step has been at another one before.
    func isAlways(_ earlier: StepID, before step: StepID) -> Bool {
        guard earlier != step, let first = root.steps.first?.id else { return false }
        return first == earlier || !reached(from: [first], without: earlier).contains(step)
    }

    private func reached(from first: [StepID], without barred: StepID?) -> Set<StepID> {
        var seen: Set<StepID> = []
        var waiting = first
        while let step = waiting.popLast() {
            guard step != barred, seen.insert(step).inserted else { continue }
            waiting += next(after: step)
        }
        return seen
    }

    /// Where a step leads once it is over. The depth of the recursion is that of the nesting.
    private func exits(of step: Step) -> [StepID] {
        var targets = Array(step.next.byOutcome.values) + [step.next.otherwise]
        targets += step.catches.values
        if case .switch(let cases) = step.verb {
            targets += cases.compactMap {
                if case .go(let target) = $0.action { target } else { nil }
            }
        }
        if step.condition != nil { targets.append(.continue) }
        return Set(targets.flatMap { resolve($0, from: step.id) }).sorted()
    }

    private func resolve(_ target: Target, from step: StepID) -> [StepID] {
        switch target {
        case .step(let id): [id]
        case .continue: map.successor(of: step).map { [$0] } ?? afterList(of: step)
        case .leave: afterList(of: step)
        }
    }

    private func afterList(of step: StepID) -> [StepID] {
        guard let block = map.block(containing: step), let owner = owners[block].flatMap(map.step)
        else { return [] }
        var next = exits(of: owner)
        switch owner.verb {
        case .repeat(let plan): next += plan.body.steps.first.map { [$0.id] } ?? []
        case .foreach(let plan): next += plan.body.steps.first.map { [$0.id] } ?? []
        case .scope(let plan):
            guard
                case .step(let target)? = plan.handlers.first(where: { $0.block.id == block })?.next
            else { break }
            next.append(target)
        default: break
        }
        return next
    }
}

extension Step {
    fileprivate var isPhase: Bool {
        if case .scope(let plan) = verb { plan.phase != nil } else { false }
    }
}
