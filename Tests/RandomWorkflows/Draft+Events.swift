// Steps that wait for events or send them, and small arrangements in which branches wait for each
// other.
extension Draft {
    mutating func letter(_ id: String, at place: Place) -> Written {
        var step = [entry("id", .raw(id))]
        let kind = chance.below(4)
        switch kind {
        case 0:
            step.append(entry("receive", .raw(fresh("plea.p"))))
            step.append(entry("from", .raw(chance.pick("clerks", "[initiator, boss]"))))
            if chance.percent(50) {
                step.append(
                    entry("form", .map([entry("remark", .map([entry("type", .raw("string"))]))])))
            }
        case 1:
            step.append(entry("receive", .map([entry("all", .names([event(), event()]))])))
            step.append(entry("match", .quoted("event.kind == inputs.kind")))
        default:
            step.append(entry("receive", .raw(event())))
            step.append(entry("match", .quoted(chance.pick("true", "event.kind == inputs.kind"))))
            if chance.percent(25) { step.append(entry("count", .number(1 + chance.below(3)))) }
            if chance.percent(25) { step.append(entry("early", .raw(chance.pick("drop", "keep")))) }
        }
        if chance.percent(60) {
            step.append(entry("within", .raw(period())))
            step.append(entry("then", .map([entry("expired", .raw(target(from: place)))])))
        }
        return .map(step)
    }

    mutating func emission(_ id: String, at place: Place) -> Written {
        .map([
            entry("id", .raw(id)), entry("emit", .raw(fresh("told.t"))),
            entry(
                "with",
                .map([
                    entry("kind", .quoted("${ inputs.kind }")),
                    entry("total", .quoted("${ vars.total }")),
                ])),
        ])
    }

    private func both(_ id: String, _ one: [Written], _ other: [Written]) -> Written {
        .map([
            entry("id", .raw(id)),
            entry(
                "parallel",
                .map([entry("one", .list(one)), entry("two", .list(other))])),
        ])
    }

    /// One branch takes back what another does.
    mutating func takingBack(_ id: String, at place: Place) -> Written {
        let inner = inside(place, isBeside: true)
        let first = fresh("s")
        let one = chance.percent(50) ? duty(first, at: inner) : letter(first, at: inner)
        let other = duty(fresh("s"), at: inner, answers: false)
        return both(
            id, [one],
            [other, .map([entry("id", .raw(fresh("s"))), entry("withdraw", .names([first]))])])
    }

    /// One branch waits until another has settled.
    mutating func settling(_ id: String, at place: Place) -> Written {
        let inner = inside(place, isBeside: true)
        let first = fresh("s")
        let one = duty(first, at: inner, answers: false)
        let wait = Written.map([
            entry("id", .raw(fresh("s"))),
            entry("wait", .map([entry("settled", .names([first]))])),
        ])
        return both(id, [one], [wait, action(fresh("s"))])
    }

    /// One branch waits for a step of another.
    mutating func hearing(_ id: String, at place: Place) -> Written {
        let inner = inside(place, isBeside: true)
        let first = fresh("s")
        let one = duty(first, at: inner, answers: false)
        let wait = Written.map([
            entry("id", .raw(fresh("s"))), entry("receive", .raw("steps.\(first)")),
        ])
        return both(id, [one], [wait, action(fresh("s"))])
    }

    /// One branch sends what another waits for.
    mutating func sending(_ id: String, at place: Place) -> Written {
        let inner = inside(place, isBeside: true)
        let event = fresh("told.t")
        let sends = Written.map([
            entry("id", .raw(fresh("s"))), entry("emit", .raw(event)),
            entry("with", .map([entry("kind", .quoted("${ inputs.kind }"))])),
        ])
        let hears = Written.map([
            entry("id", .raw(fresh("s"))), entry("receive", .raw(event)),
            entry("match", .quoted("event.kind == inputs.kind")),
        ])
        return both(id, [duty(fresh("s"), at: inner, answers: false), sends], [hears])
    }

    /// One branch sets what another waits for.
    mutating func sharing(_ id: String, at place: Place) -> Written {
        let inner = inside(place, isBeside: true)
        let sets = Written.map([
            entry("id", .raw(fresh("s"))), entry("lock", .raw("counting")),
            entry(
                "steps",
                .list([
                    .map([
                        entry("id", .raw(fresh("s"))),
                        entry("set", .map([entry("total", .quoted("${ vars.total + 1 }"))])),
                    ])
                ])),
        ])
        let waits = Written.map([
            entry("id", .raw(fresh("s"))),
            entry("wait", .map([entry("when", .quoted("vars.total > 0"))])),
        ])
        return both(id, [duty(fresh("s"), at: inner, answers: false), sets], [waits])
    }

    /// The clock of a duty in one branch stands still while another is open.
    mutating func stopping(_ id: String, at place: Place) -> Written {
        let inner = inside(place, isBeside: true)
        let other = fresh("s")
        usesClauses = true
        guard case .map(var stopped) = duty(fresh("s"), at: inner, answers: false) else {
            return action(id)
        }
        stopped["stop_clock"] = .map([
            entry("during", .raw(other)), entry("basis", .raw("rules/1")),
        ])
        let pause = Written.map([entry("id", .raw(fresh("s"))), entry("wait", .raw(period()))])
        let holder =
            chance.percent(50)
            ? duty(other, at: inner, answers: false)
            : .map([entry("id", .raw(other)), entry("wait", .raw(period()))])
        return both(id, [.map(stopped)], chance.percent(50) ? [pause, holder] : [holder])
    }
}
