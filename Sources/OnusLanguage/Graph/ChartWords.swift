import OnusCEL
import OnusModel

// What stands in the boxes of a picture.

extension Step {
    /// What is said below its id; nil where that would be the id again.
    var detail: String? {
        let detail: String? =
            switch verb {
            case .action(let action): action.task
            case .end(let end): end.outcome
            case .fail(let fail): "✗ \(fail.error)"
            case .wait(.period(let period)): "\(period)"
            case .wait(.until(let instant)): "until \(instant.text)"
            case .wait(.condition(let condition)): "when \(condition.text)"
            case .wait(.settled(let steps, _)):
                "settled: " + steps.map(\.rawValue).joined(separator: ", ")
            case .receive(let receive): receive.pattern.events.joined(separator: ", ")
            case .emit(let emit): emit.event
            case .call(let call): call.workflow.rawValue
            case .withdraw(let steps): "✗ " + steps.map(\.rawValue).joined(separator: ", ")
            default: title.map { $0.string() }
            }
        return detail == id.rawValue ? nil : detail
    }
}

extension Verb {
    var shape: Chart.Shape {
        switch self {
        case .duty: .duty
        case .action, .call: .machine
        case .switch: lists.isEmpty ? .choice : .block
        case .wait, .receive: .event
        case .emit: .signal
        case .end, .fail: .end
        case .parallel, .scope, .repeat, .foreach, .lock: .block
        case .withdraw, .set: .plain
        }
    }

    /// The lists inside it, with the words that stand over them.
    var lists: [(name: String, block: Block)] {
        switch self {
        case .parallel(let parallel):
            parallel.branches.map { branch in
                let when = branch.condition.map { " when \($0.text)" } ?? ""
                return (branch.name + when, branch.block)
            }
        case .switch(let cases):
            cases.compactMap { one in
                if case .run(let block) = one.action { (one.words, block) } else { nil }
            }
        case .scope(let scope):
            [("steps", scope.body)] + scope.handlers.map { ($0.id.rawValue, $0.block) }
        case .lock(let lock): [("one at a time", lock.body)]
        case .repeat(let loop): [("until \(loop.until.text)", loop.body)]
        case .foreach(let loop): [("for each \(loop.name) of \(loop.items.text)", loop.body)]
        case .duty, .action, .wait, .receive, .emit, .call, .withdraw, .set, .end, .fail: []
        }
    }

    /// Where the cases of a switch lead that have no steps of their own.
    var directTargets: [(target: Target, words: String)] {
        guard case .switch(let cases) = self else { return [] }
        return cases.compactMap {
            if case .go(let target) = $0.action { (target, $0.words) } else { nil }
        }
    }

    /// Whether it leads on without an outcome. Those of a duty are all named.
    var goesOn: Bool {
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

extension SwitchCase {
    var words: String { condition?.text ?? "otherwise" }
}

extension ScopePlan.Trigger {
    var words: String {
        switch self {
        case .every(let period): "every \(period)"
        case .after(let period): "after \(period)"
        case .event(let pattern): "on \(pattern.events.joined(separator: ", "))"
        case .condition(let condition): "when \(condition.text)"
        }
    }
}

extension Chart.Shape {
    /// What its sides take of the room for words.
    var points: Int {
        switch self {
        case .choice, .event, .signal, .trigger, .machine: 16
        case .start, .duty, .end, .block, .plain: 0
        }
    }
}

extension Chart.Node {
    /// Its lines, cut to what a box can hold.
    var shownTexts: [String] {
        if shape == .start { return [] }
        return [id.cut(to: 40)] + (detail.map { [$0.cut(to: 40)] } ?? [])
    }
}

extension Chart.List {
    var shownName: String { name.cut(to: 40) }
}

extension Chart.Link {
    var shownLabel: String { label.cut(to: 32) }
}

extension String {
    /// The text, or as much of it as fits before an ellipsis; on one line.
    fileprivate func cut(to width: Int) -> String {
        var kept = ""
        var used = 0
        for scalar in unicodeScalars {
            let scalar = scalar.value < 0x20 ? " " : scalar
            used += DisplayWidth.of(scalar)
            if used > width {
                while DisplayWidth.of(kept) > width - 1 { kept.unicodeScalars.removeLast() }
                return kept + "…"
            }
            kept.unicodeScalars.append(scalar)
        }
        return kept
    }
}
