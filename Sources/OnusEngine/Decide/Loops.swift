import OnusCEL
import OnusModel
import OnusPlugin

// Steps that are done several times: the rounds of a `repeat`, the items of a `foreach`.
extension Decider {
    mutating func open(_ plan: RepeatPlan, _ entry: Entry) {
        enterBlock(entry)
        openRound(plan, at: entry.place)
    }

    /// A round takes the place of the one before it; its steps are further passes.
    mutating func openRound(_ plan: RepeatPlan, at place: Place) {
        emit(.blockOpened(BlockOpened(place: place, block: plan.body.id, owner: place)))
    }

    func isLastRound(
        _ plan: RepeatPlan, _ block: BlockState, at place: Place
    ) throws(Fault) -> Bool {
        if try isTrue(plan.until, in: Scope(frame: place.parent, ending: place)) { return true }
        guard let most = plan.maximumRounds, block.total >= most else { return false }
        throw Fault(
            "passes",
            "`\(place)` was repeated \(most) times, which is its `at_most`, and "
                + "`\(plan.until.text)` does not hold")
    }

    mutating func open(_ plan: ForeachPlan, _ entry: Entry) throws(Fault) {
        guard case .list(let items) = try value(plan.items, in: Scope(frame: entry.frame)) else {
            throw Fault("expression", "`\(plan.items.text)` gives no list")
        }
        guard items.count <= ForeachPlan.mostItems else {
            throw Fault(
                "items",
                "`\(entry.step.id)` has \(items.count) items; at most \(ForeachPlan.mostItems) "
                    + "are allowed")
        }
        let title = try title(of: entry)
        let offer = try plan.addition.flatMap { addition throws(Fault) in
            try self.offer(addition.pattern, nil, named: title, entry)
        }
        enterBlock(entry, items: items)
        if let offer { emit(offer) }
    }

    /// A `foreach` that has an item whose list may begin now, the first in the order of places.
    func placeOfNextItem() -> Place? {
        state.activations.filter { _, activation in
            guard case .block(let block) = activation.work,
                case .foreach(let plan) = engine.map.step(activation.step)?.verb
            else { return false }
            return block.total < block.expected
                && block.total - block.finished.count < plan.atOnce ?? .max
        }.keys.min()
    }

    mutating func openItem(at place: Place) {
        guard let activation = state.activations[place],
            case .block(let block) = activation.work, let items = block.items,
            items.indices.contains(block.total), let step = engine.map.step(activation.step),
            case .foreach(let plan) = step.verb
        else { return }
        let number = block.total + 1
        emit(
            .blockOpened(
                BlockOpened(
                    place: place.appending(plan.name, item: number), block: plan.body.id,
                    owner: place, item: .init(number: number, value: items[block.total]),
                    variables: step.freshVariables)))
    }

    /// What a signal adds to a `foreach`. One that brings no item is refused alone, and what is
    /// under way goes on.
    func item(
        of signal: Signal, for plan: ForeachPlan, at place: Place
    ) throws(Fault) -> Value {
        guard let activation = state.activations[place], case .block(let block) = activation.work
        else { throw Fault("late", "nothing waits for it any more") }
        guard block.expected < ForeachPlan.mostItems else {
            throw Fault(
                "items", "there are \(ForeachPlan.mostItems) items, and no more are allowed")
        }
        let scope = Scope(frame: activation.frame, extras: ["event": .map(signal.data)])
        var item = Value.map(signal.data)
        if let expression = plan.addition?.item { item = try value(expression, in: scope) }
        guard let type = plan.itemType else { return item }
        guard type.holds(item) else {
            throw Fault(
                "expression", "it brings \(item.kindName), and the items are of type \(type)")
        }
        if type == .person, let id = item.stringValue,
            facts.organization.member(Person(id)) == nil
        {
            throw Fault("expression", "`\(id)` is not a person of `\(facts.organization.id)`")
        }
        return item
    }

    /// What an item gives as its list ends; nil for a list that is no item.
    func itemOutputs(of frame: Frame, at place: Place) throws(Fault) -> ValueMap? {
        guard let plan = foreach(around: frame) else { return nil }
        return try record(plan.outputs, in: Scope(frame: place))
    }

    /// The `foreach` that a list is an item of.
    func foreach(around frame: Frame) -> ForeachPlan? {
        guard frame.item != nil, let owner = frame.owner,
            // While it is undone nothing around an item is open.
            case .foreach(let plan) = engine.map.step(owner.step)?.verb
        else { return nil }
        return plan
    }
}
