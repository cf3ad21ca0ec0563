import OnusModel

/// What is where in a plan, looked up once.
package struct PlanMap: Sendable {
    private var blocks: [BlockID: Block] = [:]
    private var steps: [StepID: (step: Step, block: BlockID, index: Int)] = [:]
    private var successors: [StepID: StepID] = [:]
    /// Places without passes or items, by step.
    private var places: [StepID: Place] = [:]
    private var receivers: [String: [ReceivePlan]] = [:]
    /// All events that something in the plan waits for.
    package private(set) var events: Set<String> = []
    private(set) var offersRights = false
    /// Whether anything waits for steps of the run to finish.
    private(set) var awaitsSteps = false
    /// Whether anything waits for the run itself to come to something.
    private(set) var hasConditions = false
    /// Whether clocks of duties stand still while certain steps are open.
    private(set) var stopsClocks = false
    /// Whether steps hold something outside that must be given back: runs, locks.
    private(set) var holdsOutside = false
    /// The steps that others compensate; nil when there is none.
    private(set) var compensated: Set<StepID>?
    /// Those that it calls.
    private(set) var callees: Set<WorkflowID> = []
    /// Where lists and steps stand in the text, counted from its beginning.
    private var blockOrder: [BlockID: Int] = [:]
    private var stepOrder: [StepID: Int] = [:]
    /// Those at which people take turns.
    private(set) var stepsInTurn: [StepID] = []

    package init(_ plan: Plan) {
        // A list, not recursion: a plan may be nested as deep as its author could write.
        var pending: [Part] = [.block(plan.body, .root)]
        var count = 0
        while let part = pending.popLast() {
            count += 1
            switch part {
            case .block(let block, let place):
                blocks[block.id] = block
                blockOrder[block.id] = count
                for (index, step) in block.steps.enumerated() {
                    steps[step.id] = (step, block.id, index)
                    places[step.id] = place.appending(step.id.rawValue)
                }
                for (step, next) in zip(block.steps, block.steps.dropFirst()) {
                    successors[step.id] = next.id
                }
                pending += block.steps.reversed().map { .step($0) }
            case .step(let step):
                stepOrder[step.id] = count
                note(step.verb)
                if step.undo != nil { compensated = (compensated ?? []).union([step.id]) }
                if case .duty(let duty) = step.verb, duty.allocation == .roundRobin {
                    stepsInTurn.append(step.id)
                }
                guard let place = places[step.id] else { continue }
                pending += step.verb.blocks.reversed().map { name, inner in
                    .block(inner, name.map { place.appending($0) } ?? place)
                }
            }
        }
    }

    private enum Part {
        case block(Block, Place)
        case step(Step)
    }

    private mutating func note(_ verb: Verb) {
        switch verb {
        case .duty(let plan):
            if plan.extend != nil { offersRights = true }
            if plan.stopClock != nil { stopsClocks = true }
        case .receive(let plan):
            for event in plan.pattern.events { receivers[event, default: []].append(plan) }
            note(plan.pattern)
        case .foreach(let plan): plan.addition.map { note($0.pattern) }
        case .wait(.condition), .wait(.settled): hasConditions = true
        // The clocks of the others stand still while one branch has its turn.
        case .parallel(let plan): if plan.isOneAtATime == true { stopsClocks = true }
        case .lock: holdsOutside = true
        case .call(let plan):
            holdsOutside = true
            callees.insert(plan.workflow)
        case .scope(let plan):
            if plan.phase?.stopClock != nil { stopsClocks = true }
            for handler in plan.handlers {
                switch handler.trigger {
                case .event(let pattern): note(pattern)
                case .condition: hasConditions = true
                case .every, .after: break
                }
            }
        default: break
        }
    }

    private mutating func note(_ pattern: EventPattern) {
        events.formUnion(pattern.events)
        if pattern.from != nil { offersRights = true }
        if pattern.events.contains(where: { $0.hasPrefix(EventPattern.stepPrefix) }) {
            awaitsSteps = true
        }
    }

    func receivers(of event: String) -> [ReceivePlan] { receivers[event] ?? [] }

    var allSteps: [Step] { steps.values.map(\.step) }

    func order(of block: BlockID) -> Int { blockOrder[block] ?? 0 }
    func order(of step: StepID) -> Int { stepOrder[step] ?? 0 }

    package func block(_ id: BlockID) -> Block? { blocks[id] }
    package func step(_ id: StepID) -> Step? { steps[id]?.step }
    package func block(containing step: StepID) -> BlockID? { steps[step]?.block }
    package func place(of step: StepID) -> Place? { places[step] }

    /// The step after this one in its list; nil after the last.
    package func successor(of step: StepID) -> StepID? { successors[step] }
}

extension Verb {
    /// The lists of steps in it, each with the name that its place has below the step's; a scope's
    /// own list and the rounds of a `repeat` have none.
    package var blocks: [(name: String?, block: Block)] {
        switch self {
        case .parallel(let plan): plan.branches.map { ($0.name, $0.block) }
        case .switch(let cases):
            cases.enumerated().compactMap { index, entry in
                if case .run(let block) = entry.action {
                    (Self.caseName(index), block)
                } else {
                    nil
                }
            }
        case .scope(let plan):
            [(nil, plan.body)] + plan.handlers.map { ($0.id.rawValue, $0.block) }
        case .repeat(let plan): [(nil, plan.body)]
        case .foreach(let plan): [(plan.name, plan.body)]
        case .lock(let plan): [(nil, plan.body)]
        case .duty, .action, .wait, .receive, .emit, .call, .withdraw, .set, .end, .fail: []
        }
    }

    /// The name of a case's list in a place; cases count from 1 there.
    package static func caseName(_ index: Int) -> String { "case-\(index + 1)" }
}
