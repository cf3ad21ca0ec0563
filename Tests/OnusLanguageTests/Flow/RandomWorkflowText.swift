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
        if step.hasCondition { parts.append("if: \(text(of: step.test, or: step.id))") }
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
            var cases = step.lists.map { list in
                let condition = text(of: lists[list].test, or: "l\(list)")
                return "{when: \(condition), steps: \(text(ofList: list))}"
            }
            cases += step.choices.dropLast().enumerated().map { number, target in
                "{when: inputs.\(step.id)_\(number), then: \(target)}"
            }
            cases += step.choices.suffix(1).map { "{otherwise: \($0)}" }
            return "switch: [\(cases.joined(separator: ", "))]"
        case .loop: return "repeat: \(text(ofList: step.lists[0])), until: inputs.until_\(step.id)"
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
            let condition = self.text(of: lists[list].test, or: "l\(list)")
            return lists[list].hasCondition
                ? "b\(list): {when: \(condition), steps: \(text)}" : "b\(list): \(text)"
        }.joined(separator: ", ")
    }

    /// Where nothing is asked of which anything is known, each place asks for something else.
    private func text(of test: Test?, or name: String) -> String {
        guard let test else { return "inputs.\(name)" }
        let text =
            switch test.subject {
            case .input(let number): "inputs.known\(number)"
            case .finished(let step): "has(steps.\(steps[step].id))"
            case .outcome(let step, let word):
                "(has(steps.\(steps[step].id)) && steps.\(steps[step].id).outcome == '\(word)')"
            }
        return "\"\(test.isNegated ? "!" : "")\(text)\""
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
