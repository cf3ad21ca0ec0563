// Steps with handlers beside them.
extension Draft {
    mutating func scope(_ id: String, at place: Place) -> Written {
        var inner = inside(place)
        let own = chance.percent(25) ? fresh("own") : nil
        if let own { inner.variables = [own] }
        var steps = list(at: inner, count: 1 + chance.below(2))
        let fails = chance.percent(20)
        if fails { steps.insert(failure(at: place), at: 0) }
        var step = [entry("id", .raw(id)), entry("scope", .list(steps))]
        if let own { step += variable(own) }
        if fails { step.append(entry("catch", .map([entry("broken", .raw(target(from: place)))]))) }
        var handlers: [Written] = []
        for _ in 0..<chance.below(3) { handlers.append(handler(at: place)) }
        if !handlers.isEmpty { step.append(entry("alongside", .list(handlers))) }
        if chance.percent(30) { step += phase(at: place) }
        if chance.percent(30) {
            step.append(
                entry(
                    "duties", .map([entry("due", .raw(period())), entry("priority", .number(5))])))
        }
        return .map(step)
    }

    private mutating func failure(at place: Place) -> Written {
        .map([
            entry("id", .raw(fresh("s"))), entry("if", .quoted(condition(at: place))),
            entry("fail", .raw("broken")), entry("message", .quoted("it is ${ inputs.kind }")),
        ])
    }

    /// A number that the steps of a block count with.
    func variable(_ name: String) -> [Written.Entry] {
        let number = [entry("type", .raw("int")), entry("default", .raw("0"))]
        return [
            entry("vars", .map([entry(name, .map(number))])),
            entry("outputs", .map([entry("sum", .quoted("${ vars.\(name) }"))])),
        ]
    }

    /// What gives a scope a deadline of its own.
    private mutating func phase(at place: Place) -> [Written.Entry] {
        var entries = [
            entry("due", .raw(period())),
            entry(
                "escalation",
                .list([
                    .map([entry("at", .raw("80%")), entry("notify", .raw("accountable"))]),
                    .map([
                        entry("at", .raw("due + 2 workdays")), entry("decide", .raw("expired")),
                    ]),
                ])),
            entry("then", .map([entry("expired", .raw(target(from: place)))])),
        ]
        if chance.percent(40) { entries.append(entry("accountable", .raw("boss"))) }
        return entries
    }

    private mutating func handler(at place: Place) -> Written {
        var handler = [entry("id", .raw(fresh("h")))]
        let kind = chance.below(5)
        switch kind {
        case 0: handler.append(entry("every", .raw(chance.pick("1 month", "2 weeks"))))
        case 1: handler.append(entry("after", .raw(chance.pick("3 days", "1 workday", "12 h"))))
        case 2:
            handler.append(entry("on", .raw(event())))
            handler.append(entry("match", .quoted("event.kind == inputs.kind")))
        case 3:
            handler.append(entry("on", .raw(fresh("plea.p"))))
            handler.append(entry("from", .raw("[initiator, boss]")))
        default: handler.append(entry("when", .quoted("vars.total > 1")))
        }
        var inner = inside(place, isBeside: true)
        inner.variables = []
        if kind > 0, chance.percent(30) {
            handler.append(entry("then", .raw(exit())))
        } else {
            handler.append(entry("steps", .list(list(at: inner, count: 1))))
        }
        return .map(handler)
    }
}
