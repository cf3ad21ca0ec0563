import OnusModel
import OnusPlugin

extension Verb {
    /// What is otherwise in this verb, so that a step that is open by the other one could not go on by
    /// it; nil when it can.
    func difference(from old: Verb) -> String? {
        switch (self, old) {
        case (.duty(let new), .duty(let old)):
            new.task == old.task ? nil : "its task is `\(new.task)` there, not `\(old.task)`"
        case (.action(let new), .action(let old)):
            new.task == old.task ? nil : "its task is `\(new.task)` there, not `\(old.task)`"
        case (.call(let new), .call(let old)):
            new.workflow == old.workflow
                ? nil : "it calls `\(new.workflow)` there, not `\(old.workflow)`"
        case (.receive(let new), .receive(let old)): new.difference(from: old)
        case (.wait(let new), .wait(let old)):
            new.isTimed == old.isTimed ? nil : "it waits for something else there"
        case (.parallel(let new), .parallel(let old)):
            new.branches.map(\.name).sorted() == old.branches.map(\.name).sorted()
                ? nil : "its branches are others there"
        case (.switch, .switch), (.repeat, .repeat), (.emit, .emit), (.set, .set), (.end, .end),
            (.fail, .fail), (.withdraw, .withdraw):
            nil
        case (.lock(let new), .lock(let old)):
            new.name == old.name ? nil : "its lock has another name there"
        case (.foreach(let new), .foreach(let old)): new.difference(from: old)
        case (.scope(let new), .scope(let old)): new.difference(from: old)
        default: "it does something else there"
        }
    }
}

extension WaitPlan {
    fileprivate var isTimed: Bool {
        switch self {
        case .period, .until: true
        case .condition, .settled: false
        }
    }
}

extension ReceivePlan {
    fileprivate func difference(from old: ReceivePlan) -> String? {
        if Set(pattern.events) != Set(old.pattern.events) {
            return "it waits for other events there"
        }
        if (pattern.from == nil) != (old.pattern.from == nil) {
            return "whether it is somebody's right is otherwise there"
        }
        // A time that runs out leads somewhere only where there is one.
        return (within == nil) == (old.within == nil) ? nil : "its `within` is otherwise there"
    }
}

extension ForeachPlan {
    fileprivate func difference(from old: ForeachPlan) -> String? {
        if name != old.name { return "its items are called `\(name)` there, not `\(old.name)`" }
        let rights = (addition?.pattern.from == nil) == (old.addition?.pattern.from == nil)
        return rights ? nil : "who may add items is otherwise there"
    }
}

extension ScopePlan {
    fileprivate func difference(from old: ScopePlan) -> String? {
        if (phase == nil) != (old.phase == nil) {
            return phase == nil ? "it is no phase there" : "it is a phase there"
        }
        let known = Dictionary(
            old.handlers.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        for handler in handlers {
            guard let before = known[handler.id] else {
                return "its handler `\(handler.id)` is new there and would never begin"
            }
            if handler.trigger.kind != before.trigger.kind {
                return "its handler `\(handler.id)` begins by something else there"
            }
        }
        let gone = old.handlers.first { before in !handlers.contains { $0.id == before.id } }
        return gone.map { "its handler `\($0.id)` is not there" }
    }
}

extension ScopePlan.Trigger {
    fileprivate var kind: Int {
        switch self {
        case .every: 0
        case .after: 1
        case .event(let pattern): pattern.from == nil ? 2 : 3
        case .condition: 4
        }
    }
}
