extension RandomWorkflow {
    /// The workflow as its author would write it, in YAML's flow style.
    var text: String {
        """
        onus: 1
        workflow: random
        version: 1
        vars: {v: {type: int}}
        duties: {responsible: a, accountable: b, supervisor: c, due: 2 days, escalation: ladder}
        escalations: {ladder: [{at: due, decide: expired}]}
        roles: {a: role("a"), b: head("b"), c: head("c")}
        steps: \(text(ofList: 0))
        """
    }

    private func text(ofList list: Int) -> String {
        "[" + lists[list].steps.map { text(of: $0) }.joined(separator: ", ") + "]"
    }

    private func text(of step: Int) -> String {
        let step = steps[step]
        var parts = ["id: \(step.id)", verb(of: step)]
        if step.hasCondition { parts.append("if: inputs.x") }
        if let limit = step.limit { parts.append("at_most: \(limit)") }
        if !step.catches.isEmpty { parts.append("catch: \(map(step.catches))") }
        if step.verb == .duty {
            parts.append("then: \(map(step.next))")
        } else if let next = step.next["done"] {
            parts.append("then: \(next)")
        }
        return "{" + parts.joined(separator: ", ") + "}"
    }

    private func map(_ entries: [String: String]) -> String {
        "{"
            + entries.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
            .joined(separator: ", ") + "}"
    }

    private func verb(of step: Step) -> String {
        switch step.verb {
        case .duty: return "task: duty"
        case .action: return "task: action"
        case .set: return "set: {v: 1}"
        case .end: return "end: ended"
        case .fail: return "fail: broken"
        case .parallel: return "parallel: {\(branches(of: step))}, \(join(of: step))"
        case .choice:
            var cases = step.lists.map { "{when: inputs.x, steps: \(text(ofList: $0))}" }
            cases += step.choices.dropLast().map { "{when: inputs.x, then: \($0)}" }
            cases += step.choices.suffix(1).map { "{otherwise: \($0)}" }
            return "switch: [\(cases.joined(separator: ", "))]"
        case .loop: return "repeat: \(text(ofList: step.lists[0])), until: inputs.x"
        case .each:
            let list = step.lists[0]
            return "foreach: inputs.l, as: i\(list), steps: \(text(ofList: list))"
        case .scope:
            let handlers = step.lists.dropFirst().map { list in
                let next = lists[list].next.map { ", then: \($0)" } ?? ""
                return "{id: h\(list), every: 1 day, steps: \(text(ofList: list))\(next)}"
            }
            return "scope: \(text(ofList: step.lists[0])), alongside: ["
                + handlers.joined(separator: ", ") + "]"
        }
    }

    private func branches(of step: Step) -> String {
        step.lists.map { list in
            let text = text(ofList: list)
            return lists[list].hasCondition
                ? "b\(list): {when: inputs.x, steps: \(text)}" : "b\(list): \(text)"
        }.joined(separator: ", ")
    }

    private func join(of step: Step) -> String {
        let join =
            switch step.join {
            case .all: "all"
            case .any: "any"
            case .count(let count): "\(count)"
            }
        return "join: \(join), rest: \(step.goesOn ? "go_on" : "withdraw")"
    }
}
