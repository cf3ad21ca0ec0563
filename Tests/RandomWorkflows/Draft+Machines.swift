// What happens without anybody: actions, variables, waiting, other workflows.
extension Draft {
    /// - Parameter leads: whether an error may lead elsewhere.
    mutating func action(_ id: String, undo: Bool = false, leads: Bool = true) -> Written {
        var step = [entry("id", .raw(id))]
        if chance.percent(50) {
            step.append(entry("task", .raw("notify")))
            step.append(
                entry(
                    "with",
                    .map([
                        entry(
                            "to",
                            .quoted("${ \(chance.pick("clerks", "[boss, top]", "initiator")) }")),
                        entry("subject", .quoted("It is ${ inputs.kind } (${ vars.total })")),
                    ])))
        } else {
            step.append(entry("task", .raw("fund.reserve")))
            step.append(
                entry(
                    "with",
                    .map([
                        entry("fund", .raw("small")),
                        entry("amount", .quoted("${ inputs.amount }")),
                    ])))
            if chance.percent(50), leads {
                step.append(entry("catch", .map([entry("insufficient_funds", .raw(exit()))])))
            }
        }
        if chance.percent(40) {
            step.append(
                entry(
                    "retry",
                    .map([
                        entry("times", .number(1 + chance.below(3))), entry("wait", .raw("10 s")),
                        entry("factor", .number(2)),
                    ])))
        }
        if undo {
            wanted.insert("compensate")
            step.append(entry("undo", .raw("compensate")))
        }
        return .map(step)
    }

    mutating func assignment(_ id: String, at place: Place) -> Written {
        guard let variable = place.variables.last else { return action(id) }
        return .map([
            entry("id", .raw(id)),
            entry("set", .map([entry(variable, .quoted("${ vars.\(variable) + 1 }"))])),
        ])
    }

    mutating func wait(_ id: String, at place: Place) -> Written {
        let wait: Written =
            switch chance.below(4) {
            case 0:
                .map([entry("until", .quoted("now + period('\(chance.pick("2 days", "36 h"))')"))])
            case 1: .map([entry("when", .quoted("inputs.urgent || size(clerks) > 0"))])
            default: .raw(period())
            }
        return .map([entry("id", .raw(id)), entry("wait", wait)])
    }

    mutating func call(_ id: String, at place: Place) -> Written {
        let isRisky = chance.percent(40)
        add(isRisky ? Self.risky : Self.asked)
        var step = [
            entry("id", .raw(id)), entry("call", .raw(isRisky ? "risky" : "asked")),
            entry("with", .map([entry("what", .quoted("${ inputs.kind }"))])),
        ]
        if chance.percent(25) {
            step.append(entry("detached", .raw("true")))
            return .map(step)
        }
        if isRisky {
            step.append(entry("then", .map([entry("fine", .raw("continue"))])))
            if chance.percent(70) {
                step.append(entry("catch", .map([entry("any", .raw(target(from: place)))])))
            }
        } else {
            step.append(
                entry(
                    "then",
                    .map([
                        entry("given", .raw("continue")),
                        entry("refused", .raw(target(from: place))),
                    ])))
        }
        return .map(step)
    }

    /// Something that is true now and then.
    mutating func condition(at place: Place) -> String {
        if let duty = chance.one(of: place.duties), chance.percent(50) {
            if isBold { return "steps.\(duty).outcome != 'rejected' && inputs.urgent" }
            return chance.percent(50)
                ? "has(steps.\(duty).outcome) && steps.\(duty).outcome != 'rejected'"
                    + " && inputs.urgent"
                : "steps.?\(duty).outcome.orValue('none') != 'rejected' && vars.total < 3"
        }
        if let item = place.item, chance.percent(40) { return "\(item) != 'bob'" }
        return chance.pick(
            "inputs.urgent", "inputs.amount > decimal('100')", "inputs.kind == 'large'",
            "vars.total < 2", "inputs.names.exists(n, n == 'ann')", "size(inputs.names) > 1",
            "now > run.started_at + duration('24h')", "'clerks' != inputs.kind && !inputs.urgent")
    }
}
