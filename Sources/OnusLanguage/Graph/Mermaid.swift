import OnusCEL
import OnusModel

/// A plan as a Mermaid flowchart: a node a step, a box a block, an arrow where a step leads.
package struct Mermaid {
    /// What became of steps, by their ids; empty for a picture of the workflow alone.
    private let states: [StepID: NodeState]
    private var lines: [String] = []
    private var links: [String] = []
    private var classes: [NodeState: [String]] = [:]

    /// How a step of a run is coloured.
    package enum NodeState: String, Sendable, CaseIterable {
        case open, late, done, failed, left
    }

    /// The text of the picture, with a line feed at its end.
    package static func picture(_ plan: Plan, states: [StepID: NodeState] = [:]) -> String {
        var picture = Mermaid(states: states)
        picture.draw(plan)
        return picture.text
    }

    private init(states: [StepID: NodeState]) { self.states = states }

    private mutating func draw(_ plan: Plan) {
        lines = ["flowchart TD"]
        // WHY: a stack of our own, since how deep a workflow is nested is up to its author.
        var waiting: [Part] = [.list(plan.body, depth: 1)]
        if let first = plan.body.steps.first {
            lines.append("  start_((start)) --> \(Self.node(first.id))")
        }
        while let part = waiting.popLast() {
            switch part {
            case .line(let line): lines.append(line)
            case .list(let block, let depth): waiting += parts(of: block, depth).reversed()
            }
        }
    }

    private enum Part {
        case line(String)
        case list(Block, depth: Int)
    }

    private mutating func parts(of block: Block, _ depth: Int) -> [Part] {
        var parts: [Part] = []
        for (position, step) in block.steps.enumerated() {
            let next = position + 1 < block.steps.count ? block.steps[position + 1].id : nil
            link(step, next: next)
            if let state = states[step.id] {
                classes[state, default: []].append(Self.node(step.id))
            }
            let lists = step.verb.lists
            let margin = String(repeating: "  ", count: depth)
            guard !lists.isEmpty else {
                parts.append(.line(margin + Self.shape(of: step)))
                continue
            }
            let box = Self.node(step.id)
            parts.append(.line("\(margin)subgraph \(box)[\"\(Self.label(step))\"]"))
            for (index, list) in lists.enumerated() {
                let name = "\(box)_\(index + 1)"
                parts.append(.line("\(margin)  subgraph \(name)[\"\(Self.escaped(list.name))\"]"))
                parts.append(.list(list.block, depth: depth + 2))
                parts.append(.line("\(margin)  end"))
            }
            parts.append(.line("\(margin)end"))
        }
        return parts
    }

    private var text: String {
        let colors: [NodeState: String] = [
            .open: "fill:#dbeafe,stroke:#2563eb,stroke-width:3px",
            .late: "fill:#fee2e2,stroke:#dc2626,stroke-width:3px",
            .done: "fill:#dcfce7,stroke:#16a34a",
            .failed: "fill:#fecaca,stroke:#991b1b",
            .left: "fill:#f3f4f6,stroke:#9ca3af,color:#6b7280",
        ]
        var all = lines + links
        for state in NodeState.allCases {
            guard let nodes = classes[state], let color = colors[state] else { continue }
            all.append("  classDef \(state.rawValue) \(color)")
            all.append("  class \(nodes.joined(separator: ",")) \(state.rawValue)")
        }
        return all.joined(separator: "\n") + "\n"
    }
}

extension Mermaid {
    private mutating func link(_ step: Step, next: StepID?) {
        var labels: [StepID: [String]] = [:]
        var order: [StepID] = []
        func note(_ target: Target, _ label: String?) {
            guard let goal = goal(of: target, next: next) else { return }
            if labels[goal] == nil { order.append(goal) }
            labels[goal, default: []] += label.map { [$0] } ?? []
        }
        for (outcome, target) in step.next.byOutcome.sorted(by: { $0.key < $1.key }) {
            note(target, outcome)
        }
        if step.verb.goesOn { note(step.next.otherwise, nil) }
        for (index, target) in step.verb.directTargets.enumerated() {
            note(target, "case \(index + 1)")
        }
        let from = Self.node(step.id)
        for goal in order {
            let label = labels[goal, default: []].joined(separator: ", ")
            let arrow = label.isEmpty ? "-->" : "-- \"\(Self.escaped(label))\" -->"
            links.append("  \(from) \(arrow) \(Self.node(goal))")
        }
        for (error, target) in step.catches.sorted(by: { $0.key < $1.key }) {
            guard let goal = goal(of: target, next: next) else { continue }
            links.append("  \(from) -. \"\(Self.escaped(error))\" .-> \(Self.node(goal))")
        }
    }

    private func goal(of target: Target, next: StepID?) -> StepID? {
        switch target {
        case .continue: next
        case .leave: nil
        case .step(let step): step
        }
    }

    /// WHY a mark behind it: `end` is a word of Mermaid's.
    private static func node(_ step: StepID) -> String { "\(step.rawValue)_" }

    private static func shape(of step: Step) -> String {
        let (node, label) = (node(step.id), label(step))
        return switch step.verb {
        case .duty: "\(node)(\"\(label)\")"
        case .action, .call: "\(node)[[\"\(label)\"]]"
        case .switch: "\(node){\"\(label)\"}"
        case .wait, .receive: "\(node)[/\"\(label)\"/]"
        case .emit: "\(node)>\"\(label)\"]"
        case .end, .fail: "\(node)([\"\(label)\"])"
        case .parallel, .scope, .repeat, .foreach, .lock, .withdraw, .set: "\(node)[\"\(label)\"]"
        }
    }

    private static func label(_ step: Step) -> String {
        let detail: String? =
            switch step.verb {
            case .action(let action): action.task
            case .end(let end): end.outcome
            case .fail(let fail): "✗ \(fail.error)"
            case .wait(.period(let period)): "\(period)"
            case .receive(let receive): receive.pattern.events.joined(separator: ", ")
            case .emit(let emit): emit.event
            case .call(let call): call.workflow.rawValue
            case .withdraw(let steps): "✗ " + steps.map(\.rawValue).joined(separator: ", ")
            default: step.title.map { $0.string() }
            }
        let id = escaped(step.id.rawValue)
        guard let detail, detail != step.id.rawValue else { return id }
        return "\(id)<br/>\(escaped(detail))"
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": escaped += "#quot;"
            case "<": escaped += "#lt;"
            case ">": escaped += "#gt;"
            case "#": escaped += "#35;"
            case "`": escaped += "#96;"
            case _ where scalar.value < 0x20: escaped += " "
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}

extension Verb {
    /// The lists inside it, with the words that stand over them.
    fileprivate var lists: [(name: String, block: Block)] {
        switch self {
        case .parallel(let parallel): parallel.branches.map { ($0.name, $0.block) }
        case .switch(let cases):
            cases.enumerated().compactMap { index, one in
                if case .run(let block) = one.action { ("case \(index + 1)", block) } else { nil }
            }
        case .scope(let scope):
            [("steps", scope.body)]
                + scope.handlers.map { ("\($0.id) \($0.trigger.words)", $0.block) }
        case .lock(let lock): [("one at a time", lock.body)]
        case .repeat(let loop): [("until \(loop.until.text)", loop.body)]
        case .foreach(let loop): [("for each \(loop.name) of \(loop.items.text)", loop.body)]
        case .duty, .action, .wait, .receive, .emit, .call, .withdraw, .set, .end, .fail: []
        }
    }

    /// Where the cases of a switch lead that have no steps of their own.
    fileprivate var directTargets: [Target] {
        guard case .switch(let cases) = self else { return [] }
        return cases.compactMap { if case .go(let target) = $0.action { target } else { nil } }
    }

    /// Whether it leads on without an outcome. Those of a duty are all named.
    fileprivate var goesOn: Bool {
        switch self {
        case .end, .fail, .duty, .receive: false
        case .call(let call): call.isDetached == true
        case .switch(let cases):
            cases.contains { if case .run = $0.action { true } else { false } }
        case .action, .parallel, .wait, .scope, .repeat, .foreach, .lock, .emit, .withdraw,
            .set:
            true
        }
    }
}

extension ScopePlan.Trigger {
    fileprivate var words: String {
        switch self {
        case .every(let period): "every \(period)"
        case .after(let period): "after \(period)"
        case .event(let pattern): "on \(pattern.events.joined(separator: ", "))"
        case .condition(let condition): "when \(condition.text)"
        }
    }
}
