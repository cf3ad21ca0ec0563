import OnusCEL
import OnusModel
import OnusPlugin

/// Whether a run could go on by another plan from where it stands.
///
/// It must find there everything that is open, with all that is still to be asked of it; and what
/// is read later must have been written, or still be. What cannot be shown is a problem.
struct MigrationCheck {
    let state: RunState
    let old: Plan
    let oldMap: PlanMap
    let engine: Engine
    var found: [String] = []

    init(_ state: RunState, from old: Plan, to engine: Engine) {
        self.state = state
        self.old = old
        oldMap = PlanMap(old)
        self.engine = engine
    }

    var map: PlanMap { engine.map }

    /// All that stands in the way, each in a sentence; empty when the run can move.
    mutating func problems() -> [String] {
        if state.workflow != engine.plan.workflow {
            return ["it is a run of `\(state.workflow)`, not of `\(engine.plan.workflow)`"]
        }
        if state.undoing != nil { return ["it is about to end, and undoes what it did"] }
        checkFields(engine.plan.inputs, state.inputs, "input")
        checkFields(engine.plan.variables, state.variables, "variable")
        for (place, frame) in state.frames.sorted(by: { $0.key < $1.key }) { check(frame, place) }
        for (place, activation) in state.activations.sorted(by: { $0.key < $1.key }) {
            check(activation, place)
        }
        for (_, duty) in state.duties.sorted(by: { $0.key < $1.key }) { check(duty) }
        if found.isEmpty { checkReads() }
        return found
    }

    private mutating func checkFields(_ fields: [Field], _ values: ValueMap, _ what: String) {
        for field in fields {
            guard let value = values[field.name], !value.isNull else {
                guard !field.isOptional, field.defaultValue == nil, what == "input" else {
                    continue
                }
                found.append(
                    "the \(what) `\(field.name)` is new there, and the run has no value for it")
                continue
            }
            if let problem = field.problem(with: value) {
                found.append("the \(what) \(problem) there")
            }
        }
    }

    private mutating func check(_ frame: Frame, _ place: Place) {
        guard let block = map.block(frame.block) else {
            found.append("the list of steps `\(place)` is not there")
            return
        }
        checkSignal(frame, place)
        guard let step = frame.cursor.step, !block.steps.contains(where: { $0.id == step }) else {
            return
        }
        found.append("the step `\(step)` is not there in its list, or stands elsewhere")
    }

    private mutating func check(_ activation: Activation, _ place: Place) {
        let id = activation.step
        guard let new = map.step(id), let old = oldMap.step(id) else {
            found.append("`\(place)` is open, and there is no step `\(id)`")
            return
        }
        guard map.block(containing: id) == oldMap.block(containing: id) else {
            found.append("`\(place)` is open, and the step `\(id)` stands elsewhere")
            return
        }
        if let difference = new.verb.difference(from: old.verb) {
            found.append("`\(place)` is open, and \(difference)")
        }
        checkAnswers(new, old, place)
        if let variables = activation.variables { checkBlockVariables(new, variables, place) }
        checkContents(new, activation, place)
    }

    /// A run that is called goes on by its own version, and comes back with what that one has.
    private mutating func checkAnswers(_ new: Step, _ old: Step, _ place: Place) {
        guard case .call = old.verb, !new.next.byOutcome.isEmpty else { return }
        let answers = old.next.byOutcome.keys.sorted()
        let missing = answers.filter { new.next.byOutcome[$0] == nil }
        guard answers.isEmpty || !missing.isEmpty else { return }
        let list = missing.map { "`\($0)`" }.joined(separator: ", ")
        found.append(
            "`\(place)` is open, and "
                + (answers.isEmpty
                    ? "what it comes back with may lead nowhere there"
                    : "when it comes back with \(list), that leads nowhere there"))
    }

    private mutating func checkBlockVariables(_ step: Step, _ values: ValueMap, _ place: Place) {
        for field in step.variables ?? [] {
            guard let value = values[field.name] else {
                found.append("`\(place)` is open, and its variable `\(field.name)` is new")
                continue
            }
            if !value.isNull, let problem = field.problem(with: value) {
                found.append("`\(place)` is open, and its variable \(problem)")
            }
        }
    }

    /// A duty keeps its people, its deadline and its ladder; what it can end with must lead somewhere.
    private mutating func check(_ duty: Duty) {
        guard duty.opened.hasTask || duty.opened.isPhase == true,
            let step = map.step(duty.opened.step)
        else { return }
        let name = duty.opened.ladder
        let rungs = engine.plan.ladders[name]?.rungs.dropFirst(duty.nextRung)
        if rungs != old.ladders[name]?.rungs.dropFirst(duty.nextRung) {
            found.append(
                "the duty `\(duty.opened.place)` climbs the ladder `\(name)`, whose rungs are others there"
            )
        }
        guard case .duty(let plan) = step.verb else { return }
        checkForm(duty, plan)
        let lost = duty.opened.offered.filter { !plan.offered.contains($0) }
        for outcome in lost {
            found.append(
                "the duty `\(duty.opened.place)` offers `\(outcome)`, which leads nowhere there")
        }
        if let deemed = duty.opened.deemed, plan.deemed?.outcome != deemed.outcome {
            found.append(
                "the duty `\(duty.opened.place)` counts silence as `\(deemed.outcome)`, and not there"
            )
        }
    }
}

// What is read later.
extension MigrationCheck {
    /// Every step that may still be entered, or whose end is still to come, reads only what has been
    /// written, or what is certain to be written on its way.
    private mutating func checkReads() {
        let graph = PlanGraph(engine.plan, map)
        let open = state.activations.values.map(\.step)
        var readers = graph.reachable(after: open)
        readers.formUnion(open.filter { map.step($0).map { !$0.verb.blocks.isEmpty } ?? false })
        var told: Set<StepID> = []
        for reader in readers.sorted() {
            guard let step = map.step(reader) else { continue }
            for read in engine.programs.reads(of: step) where !told.contains(read.step) {
                guard let problem = problem(with: read, by: reader, open, graph) else { continue }
                told.insert(read.step)
                found.append(problem)
            }
            checkTypes(of: step, "`\(reader)`", &told)
            checkAwaited(by: step, open, graph)
        }
        for role in engine.plan.roles { checkTypes(of: role, "the role `\(role.name)`", &told) }
        for (name, ladder) in engine.plan.ladders.sorted(by: { $0.key < $1.key }) {
            checkTypes(of: ladder, "the ladder `\(name)`", &told)
        }
    }

    /// Guards tell whether something is there, and not what it is.
    private mutating func checkTypes(of part: Any, _ reader: String, _ told: inout Set<StepID>) {
        for read in engine.programs.reads(of: part, guarded: true)
        where !told.contains(read.step) {
            guard let problem = typeProblem(with: read, by: reader) else { continue }
            told.insert(read.step)
            found.append(problem)
        }
    }

    /// A step that waits for the end of others: what the run has passed without doing it ends never.
    private mutating func checkAwaited(by step: Step, _ open: [StepID], _ graph: PlanGraph) {
        guard case .receive(let plan) = step.verb, plan.within == nil else { return }
        let awaited = plan.pattern.events.compactMap { event in
            event.hasPrefix(EventPattern.stepPrefix)
                ? StepID(String(event.dropFirst(EventPattern.stepPrefix.count))) : nil
        }
        let lost = awaited.filter { isPassed($0, open, graph) }
        guard let first = lost.first,
            plan.needsAll == true || lost.count == plan.pattern.events.count
        else { return }
        found.append(
            "`\(step.id)` waits for `\(first)`, which the run has passed without doing it")
    }

    /// Whether a step was never done and does not come any more: every way to what is open leads by
    /// it.
    private func isPassed(_ step: StepID, _ open: [StepID], _ graph: PlanGraph) -> Bool {
        map.step(step) != nil && !open.contains(step)
            && !state.results.contains { $0.value.step == step }
            && open.contains { graph.isAlways(step, before: $0) }
    }

    private func problem(
        with read: StepRead, by reader: StepID, _ open: [StepID], _ graph: PlanGraph
    ) -> String? {
        guard map.step(read.step) != nil, !open.contains(read.step) else { return nil }
        let results = state.results.filter { $0.value.step == read.step }.map(\.value)
        if results.isEmpty {
            guard isPassed(read.step, open, graph) else { return nil }
            return
                "`\(reader)` reads `steps.\(read.step)`, which the run has passed without doing it"
        }
        guard let field = read.field else { return nil }
        if results.contains(where: { $0.record[field] == nil }) {
            return
                "`\(reader)` reads `steps.\(read.step).\(field)`, which the run has not been given"
        }
        return nil
    }
}

/// That an expression reads what a step gave, without a guard.
struct StepRead: Hashable {
    let step: StepID
    let field: String?
}

extension Programs {
    /// All that the expressions of a step, or of another part of a plan, read of steps.
    ///
    /// - Parameter guarded: whether what they read behind a guard counts too.
    func reads(of part: Any, guarded: Bool = false) -> [StepRead] {
        var reads: Set<StepRead> = []
        for expression in expressions(in: part) {
            reads.formUnion(self.reads(of: expression, guarded: guarded))
        }
        return reads.sorted { ($0.step, $0.field ?? "") < ($1.step, $1.field ?? "") }
    }

    /// Whatever a part of a plan holds, but for the steps inside it.
    func expressions(in part: Any) -> [Expression] {
        var found: [Expression] = []
        // A list, not recursion.
        var waiting = [part]
        while let part = waiting.popLast() {
            if part is Block { continue }
            if let expression = part as? Expression {
                found.append(expression)
                continue
            }
            waiting += Mirror(reflecting: part).children.map(\.value)
        }
        return found
    }
}

extension Frame.Cursor {
    /// The step that it stands at.
    fileprivate var step: StepID? {
        switch self {
        case .start, .left: nil
        case .open(let place): place.step
        case .entering(let step), .finished(let step, _), .skipped(let step),
            .chose(let step, _), .caught(let step, _):
            step
        }
    }
}
