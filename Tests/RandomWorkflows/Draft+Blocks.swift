// Steps that contain lists of steps.
extension Draft {
    /// A place inside a block.
    func inside(_ place: Place, isBeside: Bool = false) -> Place {
        var inner = place
        inner.depth += 1
        inner.goesOn = false
        if isBeside {
            inner.isBeside = true
            inner.variables = []
        }
        return inner
    }

    mutating func parallel(_ id: String, at place: Place) -> Written {
        let isOneAtATime = chance.percent(15)
        let count = 1 + chance.below(3)
        var branches: [Written.Entry] = []
        for _ in 0..<count {
            let steps = list(
                at: inside(place, isBeside: count > 1 && !isOneAtATime),
                count: 1 + chance.below(2))
            let name = fresh("b")
            if chance.percent(25) {
                branches.append(
                    entry(
                        name,
                        .map([
                            entry("when", .quoted(condition(at: place))),
                            entry("steps", .list(steps)),
                        ])))
            } else {
                branches.append(entry(name, .list(steps)))
            }
        }
        var step = [entry("id", .raw(id)), entry("parallel", .map(branches))]
        if isOneAtATime {
            step.append(entry("one_at_a_time", .raw("true")))
        } else {
            step += joining(count)
        }
        return .map(step)
    }

    private mutating func joining(_ count: Int) -> [Written.Entry] {
        guard chance.percent(50) else { return [] }
        var join = [entry("join", .raw(chance.pick("all", "any", "\(1 + chance.below(count))")))]
        if chance.percent(50) { join.append(entry("rest", .raw(chance.pick("withdraw", "go_on")))) }
        return join
    }

    mutating func choice(_ id: String, at place: Place) -> Written {
        let cases = chance.percent(20) ? completeCases() : someCases(at: place)
        return .map([entry("id", .raw(id)), entry("switch", .list(cases))])
    }

    private func completeCases() -> [Written] {
        [
            .map([entry("when", .raw("inputs.urgent")), entry("then", .raw("continue"))]),
            .map([entry("when", .quoted("!inputs.urgent")), entry("then", .raw("continue"))]),
        ]
    }

    private mutating func someCases(at place: Place) -> [Written] {
        var cases: [Written] = []
        var earlier: String?
        for _ in 0..<(1 + chance.below(2)) {
            let text = Self.condition(condition(at: place), after: earlier)
            earlier = text
            let condition = Written.quoted(text)
            if chance.percent(60) {
                let steps = list(at: inside(place), count: 1 + chance.below(2))
                cases.append(.map([entry("when", condition), entry("steps", .list(steps))]))
            } else {
                let target = target(from: place)
                cases.append(.map([entry("when", condition), entry("then", .raw(target))]))
            }
        }
        return cases + [.map([entry("otherwise", .raw("continue"))])]
    }

    /// A case must have something that it takes, so the second asks for nothing that the first asks
    /// for.
    private static func condition(_ drawn: String, after earlier: String?) -> String {
        let subjects = ["urgent", "amount", "kind", "total", "exists", "size", "now", "bob"]
        guard let earlier,
            subjects.contains(where: { earlier.contains($0) && drawn.contains($0) })
        else { return drawn }
        return earlier.contains("size")
            ? "now > run.started_at + duration('24h')" : "size(inputs.names) > 1"
    }

    mutating func each(_ id: String, at place: Place) -> Written {
        var inner = inside(place, isBeside: true)
        let item = fresh("item")
        inner.item = item
        var step = [
            entry("id", .raw(id)),
            entry(
                "foreach",
                .quoted(
                    chance.pick(
                        "inputs.names", "['ann', 'cay']", "inputs.names.filter(n, n != 'bob')"))),
            entry("as", .raw(item)),
        ]
        if chance.percent(30) {
            let own = fresh("own")
            inner.variables = [own]
            step += variable(own)
        }
        step.append(entry("steps", .list(list(at: inner, count: 1 + chance.below(2)))))
        if chance.percent(30) { step.append(entry("at_once", .number(1 + chance.below(3)))) }
        step += joining(2)
        if chance.percent(30) { step.append(entry("add", addition())) }
        return .map(step)
    }

    private mutating func addition() -> Written {
        if chance.percent(50) {
            return .map([
                entry("on", .raw(event())), entry("match", .quoted("event.kind == inputs.kind")),
                entry("item", .raw("event.name")),
            ])
        }
        return .map([
            entry("by", .raw("boss")),
            entry("form", .map([entry("name", .map([entry("type", .raw("string"))]))])),
            entry("item", .raw("event.name")),
        ])
    }

    mutating func loop(_ id: String, at place: Place) -> Written {
        let asks = chance.percent(50)
        var inner = inside(place)
        inner.goesOn = asks
        var steps = list(at: inner, count: 1 + chance.below(2))
        var until = "vars.total > 2 || inputs.urgent"
        var step = [entry("id", .raw(id))]
        if asks {
            let duty = fresh("s")
            steps.append(self.duty(duty, at: inside(place), answers: false))
            until = "has(steps.\(duty).outcome) && steps.\(duty).outcome != 'returned'"
        }
        step.append(entry("repeat", .list(steps)))
        step.append(entry("until", .quoted(until)))
        step.append(entry("at_most", .number(1 + chance.below(4))))
        step.append(entry("catch", .map([entry("passes", .raw(target(from: place)))])))
        return .map(step)
    }

    mutating func lock(_ id: String, at place: Place) -> Written {
        var inner = inside(place)
        inner.isLocked = true
        inner.variables = ["total"]
        let steps = list(at: inner, count: 1 + chance.below(2))
        let name = chance.pick(Written.raw("vault"), .quoted("vault-${ inputs.kind }"))
        return .map([
            entry("id", .raw(id)), entry("lock", name), entry("steps", .list(steps)),
        ])
    }
}
