import OnusModel

extension Chart {
    /// - Parameter states: what became of steps, by their ids; empty for the workflow alone.
    package init(_ plan: Plan, states: [StepID: Mermaid.NodeState] = [:]) {
        var builder = ChartBuilder(plan, states)
        builder.build(plan.body)
        self = builder.chart
    }
}

/// Goes through a plan and draws what it meets.
private struct ChartBuilder {
    var chart: Chart
    private let states: [StepID: Mermaid.NodeState]
    private var places: [StepID: Int] = [:]
    /// Links whose goals are known when all steps are.
    private var ways: [Way] = []

    /// Where handlers lead when their steps are over, by their lists.
    private var after: [Int: (target: Target, next: StepID?)] = [:]

    private var links: [Ends: Int] = [:]

    private struct Ends: Hashable {
        var from: Int
        var to: Int?
        var kind: Chart.Link.Kind
    }

    private struct Way {
        var from: Int
        var target: Target
        /// What `continue` leads to; nil at the end of a list.
        var next: StepID?
        var label: String
        var kind = Chart.Link.Kind.flow
    }

    init(_ plan: Plan, _ states: [StepID: Mermaid.NodeState]) {
        chart = Chart(title: plan.title.string())
        self.states = states
    }

    mutating func build(_ body: Block) {
        let start = chart.add(.init(id: "", shape: .start, list: 0))
        if let first = body.steps.first {
            ways.append(Way(from: start, target: .step(first.id), label: ""))
        }
        // WHY: a stack of our own, since how deep a workflow is nested is up to its author.
        var waiting: [(block: Block, list: Int)] = [(body, 0)]
        while let (block, list) = waiting.popLast() {
            for (position, step) in block.steps.enumerated() {
                let next = position + 1 < block.steps.count ? block.steps[position + 1].id : nil
                let node = add(step, to: list)
                note(step, at: node, next: next)
                waiting += lists(of: step, in: node, next: next).reversed()
            }
        }
        // What compensates others is called by itself and leads nowhere.
        let compensating = Set(ways.filter { $0.kind == .undo }.map(\.target))
        let alone = Set(places.filter { compensating.contains(.step($0.key)) }.values)
        for way in ways where !alone.contains(way.from) { link(way) }
    }

    private mutating func add(_ step: Step, to list: Int) -> Int {
        let node = chart.add(
            .init(
                id: step.id.rawValue, detail: step.detail, shape: step.verb.shape,
                state: states[step.id], list: list))
        places[step.id] = node
        return node
    }

    private mutating func lists(
        of step: Step, in node: Int, next: StepID?
    ) -> [(block: Block, list: Int)] {
        guard case .scope(let scope) = step.verb else {
            return step.verb.lists.map { ($0.block, chart.addList($0.name, in: node)) }
        }
        var lists: [(block: Block, list: Int)] = [
            (scope.body, chart.addList("steps", in: node))
        ]
        for handler in scope.handlers {
            let list = chart.addList(handler.id.rawValue, in: node)
            let trigger = chart.add(
                .init(id: handler.trigger.words, shape: .trigger, list: list))
            if let first = handler.block.steps.first {
                ways.append(Way(from: trigger, target: .step(first.id), label: ""))
            }
            if handler.next != .leave { after[list] = (handler.next, next) }
            if handler.next != .leave, handler.block.steps.isEmpty {
                ways.append(Way(from: trigger, target: handler.next, next: next, label: ""))
            }
            lists.append((handler.block, list))
        }
        return lists
    }
}

extension ChartBuilder {
    private mutating func note(_ step: Step, at node: Int, next: StepID?) {
        var labels: [Target: [String]] = [:]
        var order: [Target] = []
        func note(_ target: Target, _ label: String?) {
            if labels[target] == nil { order.append(target) }
            labels[target, default: []] += label.map { [$0] } ?? []
        }
        for (outcome, target) in step.next.byOutcome.sorted(by: { $0.key < $1.key }) {
            note(target, outcome)
        }
        if step.verb.goesOn { note(step.next.otherwise, nil) }
        for (target, label) in step.verb.directTargets { note(target, label) }
        for target in order {
            let label = labels[target, default: []].joined(separator: ", ")
            ways.append(Way(from: node, target: target, next: next, label: label))
        }
        // Where the run goes past a step that is skipped, unless it goes there in any case.
        if step.condition != nil, !step.verb.goesOn || step.next.otherwise != .continue {
            ways.append(Way(from: node, target: .continue, next: next, label: "skipped"))
        }
        for (error, target) in step.catches.sorted(by: { $0.key < $1.key }) {
            ways.append(Way(from: node, target: target, next: next, label: error, kind: .error))
        }
        if let undo = step.undo {
            ways.append(Way(from: node, target: .step(undo), label: "undo", kind: .undo))
        }
    }

    private mutating func link(_ way: Way) {
        var (target, next) = (way.target, way.next)
        // Past the end of its steps a handler leads where it says.
        if target == .leave || target == .continue && next == nil,
            let after = after[chart.nodes[way.from].list],
            chart.nodes[way.from].shape != .trigger
        {
            (target, next) = after
        }
        let goal: StepID? =
            switch target {
            case .continue: next
            case .leave: nil
            case .step(let step): step
            }
        if let goal {
            if let place = places[goal] { add(way, to: place, way.label) }
        } else if target == .leave || !way.label.isEmpty {
            add(way, to: nil, way.label.isEmpty ? "leave" : way.label)
        }
    }

    /// Two ways of a step to the same place are one link.
    private mutating func add(_ way: Way, to goal: Int?, _ label: String) {
        let ends = Ends(from: way.from, to: goal, kind: way.kind)
        if let same = links[ends] {
            let labels = [chart.links[same].label, label].filter { !$0.isEmpty }
            chart.links[same].label = labels.joined(separator: ", ")
        } else {
            links[ends] = chart.links.count
            chart.links.append(.init(from: way.from, to: goal, label: label, kind: way.kind))
        }
    }
}
