import OnusEngine
import OnusModel
import OnusPlugin
import RandomWorkflows

// How runs come to their end: what could be done for ever is left, and every answer has its turn.
extension Street {
    /// Each of a duty's outcomes in its turn, so that every way is taken after some rounds and no
    /// loop goes on for ever.
    mutating func outcome(of duty: Duty) -> String? {
        let offered = duty.opened.offered
        guard isEnding, !offered.isEmpty else { return chance.one(of: offered) }
        // WHY: where two answers must fall together, turns alone might never bring them together.
        if chance.percent(60) { return offered[0] }
        let count = decided[duty.opened.step, default: 0]
        decided[duty.opened.step] = count + 1
        return offered[count % offered.count]
    }

    /// The events for which an open step waits, and not only what may begin or be added besides.
    var awaited: Set<String> {
        openRuns.reduce(into: []) { events, run in
            for activation in (state(of: run)?.activations ?? [:]).values {
                guard case .receive = activation.work else { continue }
                events.formUnion(receiver(activation.step, of: run)?.pattern.events ?? [])
            }
        }
    }

    /// Whether something waits for what somebody may do.
    func leadsOn(_ right: Right, in run: RunID) -> Bool {
        right.duty != nil || right.handler == nil && receiver(right.step, of: run) != nil
    }

    private func receiver(_ step: StepID, of run: RunID) -> ReceivePlan? {
        guard let plan = runs[run]?.engine.plan else { return nil }
        var blocks = [plan.body]
        while let block = blocks.popLast() {
            for other in block.steps {
                if other.id == step, case .receive(let plan) = other.verb { return plan }
                blocks += other.verb.blocks.map(\.block)
            }
        }
        return nil
    }
}
