import OnusModel

/// Events that cause each other without anybody doing anything in between.
struct EventCircles {
    /// A step that gives an event in answer to another one.
    private struct Answer {
        let trigger: String
        let step: Int
        let event: String
    }

    struct Circle {
        /// The step that gives the first of the events.
        let step: Int
        /// The shortest way round; the first event follows the last.
        let events: [String]
    }

    private let workflow: WorkflowContext
    private var answers: [Answer] = []
    /// What follows each event, in this workflow and in the others that are known.
    private var following: [String: Set<String>] = [:]

    init(_ workflow: WorkflowContext) {
        self.workflow = workflow
        let givers = givers
        guard !givers.isEmpty else { return }
        let ways = UnattendedWays(workflow, passing: .nothing)
        for (trigger, node) in triggers {
            for (step, event, given) in givers where ways.leads(from: node, to: given) {
                answers.append(Answer(trigger: trigger, step: step, event: event))
                following[trigger, default: []].insert(event)
            }
        }
        for (name, other) in workflow.surroundings.workflows
        where name != workflow.workflow.name.value {
            for trigger in other.startedOn?.pattern.events ?? [] {
                following[trigger.value, default: []].formUnion(other.eventsOfMachines)
            }
        }
    }

    var circles: [Circle] {
        var found: [Int: Circle] = [:]
        for answer in answers where found[answer.step] == nil {
            guard let way = way(from: answer.event, to: answer.trigger) else { continue }
            found[answer.step] = Circle(step: answer.step, events: way)
        }
        return found.sorted { $0.key < $1.key }.map(\.value)
    }

    private func way(from start: String, to goal: String) -> [String]? {
        var seen: Set<String> = [start]
        var waiting = [[start]][...]
        while let way = waiting.popFirst() {
            guard let last = way.last else { continue }
            if last == goal { return way }
            for next in (following[last] ?? []).sorted() where seen.insert(next).inserted {
                waiting.append(way + [next])
            }
        }
        return nil
    }

    /// Where the run is once an event has come.
    private var triggers: [(String, FlowGraph.Node)] {
        let tree = workflow.tree
        var found: [(String, FlowGraph.Node)] = []
        for event in workflow.workflow.startedOn?.pattern.events ?? [] {
            found.append((event.value, .start(list: 0)))
        }
        for list in tree.lists {
            guard case .handler(let handler) = list.kind,
                case .event(let pattern) = handler.trigger, pattern.from == nil
            else { continue }
            found += pattern.events.map { ($0.value, .start(list: list.index)) }
        }
        found += tree.lists.flatMap { list in
            list.feeding.map { ($0, FlowGraph.Node.start(list: list.index)) }
        }
        for entry in tree.entries {
            guard case .receive(let receive) = entry.syntax.verb, receive.pattern.from == nil,
                comesBack(to: entry.index)
            else { continue }
            found += receive.pattern.events.map { ($0.value, .finish(entry.index)) }
        }
        return found
    }

    private func comesBack(to step: Int) -> Bool {
        var seen: Set<FlowGraph.Node> = []
        var waiting: [FlowGraph.Node] = [.finish(step)]
        while let node = waiting.popLast() {
            if node == .enter(step) { return true }
            if seen.insert(node).inserted { waiting += workflow.flow.reach.onward(from: node) }
        }
        return false
    }

    /// Steps that give events: those that send one, and those that others hear finish.
    private var givers: [(Int, String, FlowGraph.Node)] {
        let heard = Set(
            workflow.tree.lists.flatMap { list -> [String] in
                if case .item = list.kind { return list.feeding }
                guard case .handler(let handler) = list.kind,
                    case .event(let pattern) = handler.trigger
                else { return [] }
                return pattern.events.map(\.value)
            })
        return workflow.tree.entries.flatMap { entry -> [(Int, String, FlowGraph.Node)] in
            var given: [(Int, String, FlowGraph.Node)] = []
            if case .emit(let emit) = entry.syntax.verb {
                given.append((entry.index, emit.event.value, .enter(entry.index)))
            }
            let name = EventPattern.stepPrefix + entry.id
            if heard.contains(name) { given.append((entry.index, name, .finish(entry.index))) }
            return given
        }
    }
}

extension WorkflowSyntax {
    /// The events that it sends by itself: nothing when it has steps at which it waits for somebody.
    fileprivate var eventsOfMachines: [String] {
        let verbs = StepTree(self).entries.map(\.syntax.verb)
        let asks = verbs.contains { verb in
            switch verb {
            case .task(let task): task.duty.responsible != nil || duties.responsible != nil
            case .receive: true
            default: false
            }
        }
        if asks { return [] }
        return verbs.compactMap { verb in
            if case .emit(let emit) = verb { emit.event.value } else { nil }
        }
    }
}

extension StepTree.List {
    /// The events each of which brings another item, where all items are waited for. What `match` asks
    /// for may bring it to an end.
    fileprivate var feeding: [String] {
        guard case .item(let loop) = kind, case .all = loop.join,
            let pattern = loop.addition?.pattern, pattern.from == nil
        else { return [] }
        if let match = pattern.match, match.text != "true" { return [] }
        return pattern.events.map(\.value)
    }
}
