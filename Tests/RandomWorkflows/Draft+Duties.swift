// Human work, with the options that a duty has.
extension Draft {
    /// - Parameter answers: false where the duty must lead nowhere but on.
    mutating func duty(_ id: String, at place: Place, answers: Bool = true) -> Written {
        var step = [entry("id", .raw(id))]
        let task = chance.pick(
            "approval", "approval", "responsibility.deliver", "assign", "inspect")
        switch task {
        case "approval": approval(&step, answers: answers)
        case "assign": step.append(entry("task", .raw("responsibility.assign")))
        case "inspect": inspection(&step, at: place)
        default: delivery(&step)
        }
        let number = step["with"]?.flow ?? ""
        let isForSeveral = number.contains("at_least") || number.contains("quorum: 2")
        people(&step, at: place, areSeveral: isForSeveral)
        if step["responsible"]?.flow == "clerks", step["allocate"] == nil, !isForSeveral {
            shared.append(id)
        }
        let ladder = options(&step, at: place)
        let targets = outcomes(of: step, ladder, at: place, answers: answers)
        if !targets.isEmpty { step.append(entry("then", .map(targets))) }
        return .map(step)
    }

    private mutating func delivery(_ step: inout [Written.Entry]) {
        step.append(entry("task", .raw("responsibility.deliver")))
        guard chance.percent(30) else { return }
        step.append(
            entry(
                "with",
                .map([
                    entry("assignment", .quoted("Deliver ${ inputs.kind }")),
                    entry("evidence", .number(chance.below(2))),
                    entry("each", .raw(chance.pick("true", "false"))),
                ])))
    }

    private mutating func inspection(_ step: inout [Written.Entry], at place: Place) {
        guard let subject = chance.one(of: place.duties) else { return delivery(&step) }
        step.append(entry("task", .raw("supervision.inspect")))
        step.append(
            entry(
                "with",
                .map([
                    entry("subject", .raw(subject)), entry("content", .names(["progress"])),
                    entry("method", .raw("visit")),
                ])))
    }

    /// Several people only where the task counts them.
    private mutating func people(
        _ step: inout [Written.Entry], at place: Place, areSeveral: Bool
    ) {
        let clerks = chance.pick(
            "clerks", "clerk", "\"inputs.urgent ? boss : clerks\"", "[clerks, boss]")
        step.append(entry("responsible", .raw(clerks)))
        if chance.percent(20), !areSeveral {
            step.append(entry("allocate", .raw(chance.pick("first", "round_robin", "fewest_open"))))
        } else if let other = chance.one(of: place.duties), chance.percent(10) {
            let word = chance.pick("not", "same_as")
            step.append(entry("allocate", .map([entry(word, .raw(other))])))
        }
        if chance.percent(15) { step.append(entry("verified_by", .raw("top"))) }
        if chance.percent(10) { step.append(entry("informed", .raw("[top, auditors]"))) }
        if chance.percent(10) { step.append(entry("consulted", .raw("chief"))) }
        if chance.percent(10) { step.append(entry("accountable", .raw("top"))) }
    }

    /// - Returns: the name of its ladder.
    private mutating func options(_ step: inout [Written.Entry], at place: Place) -> String {
        if chance.percent(60) { step.append(entry("due", .raw(period()))) }
        if chance.percent(15) { step.append(entry("priority", .number(chance.below(10)))) }
        if chance.percent(10) { step.append(entry("delegable", .raw("false"))) }
        if chance.percent(10) { step.append(entry("evidence", .number(1))) }
        if chance.percent(10) {
            step.append(entry("absent", .raw(chance.pick("manager", "accountable", "fail"))))
        }
        if step["form"] == nil, chance.percent(20) { step.append(entry("form", form())) }
        if chance.percent(15) {
            let extend = [
                entry("by", .raw(chance.pick("top", "chief", "clerks"))),
                entry("at_most", .raw(period())), entry("times", .number(1 + chance.below(2))),
            ]
            step.append(entry("extend", .map(extend)))
        }
        if chance.percent(10) {
            usesClauses = true
            step.append(entry("basis", .raw("rules/1")))
        }
        // WHY: where the way leads on by itself, silence must not turn a loop for ever.
        let ladder = chance.pick("strict", "strict", "climbing", "raising", "acting", "own")
        if ladder == "own" {
            step.append(
                entry(
                    "escalation",
                    .list([
                        .map([entry("at", .raw("50%")), entry("remind", .raw("responsible"))]),
                        .map([entry("at", .raw("due")), entry("decide", .raw("expired"))]),
                    ])))
        } else if ladder != "strict" {
            step.append(entry("escalation", .raw(ladder)))
        }
        return ladder
    }

    private mutating func outcomes(
        of step: [Written.Entry], _ ladder: String, at place: Place, answers: Bool
    ) -> [Written.Entry] {
        var targets: [Written.Entry] = []
        func onward(_ draft: inout Draft) -> String {
            answers ? draft.target(from: place) : "continue"
        }
        if case .map(let with)? = step["with"] {
            if with["outcomes"] != nil {
                return [
                    entry("warning", .raw("continue")), entry("any", .raw(onward(&self))),
                ]
            }
            if with["tie"]?.flow == "split" {
                targets.append(entry("split", .raw(onward(&self))))
            }
            if with["tie"]?.flow == "returned" {
                targets.append(entry("returned", .raw(onward(&self))))
            }
        }
        switch step["task"]?.flow {
        case "approval":
            targets.append(entry("rejected", .raw(answers ? answer(from: place) : "continue")))
            if targets["returned"] == nil, chance.percent(40) {
                targets.append(entry("returned", .raw(answers ? answer(from: place) : "continue")))
            }
        case "responsibility.assign":
            if chance.percent(60) {
                targets.append(entry("declined", .raw(answers ? answer(from: place) : "continue")))
            }
        case "supervision.inspect":
            if chance.percent(50) { targets.append(entry("findings", .raw(onward(&self)))) }
        default: break
        }
        if ["strict", "acting", "own"].contains(ladder) {
            targets.append(entry("expired", .raw(onward(&self))))
        }
        return targets
    }

    /// Where a person's answer leads: back too.
    private mutating func answer(from place: Place) -> String {
        guard chance.percent(40), let step = chance.one(of: place.earlier) else {
            return target(from: place)
        }
        loopHeads.insert(step)
        return step
    }

    /// Onward: never back.
    mutating func target(from place: Place) -> String {
        if chance.percent(40) { return "continue" }
        if place.isInner, chance.percent(40) { return "leave" }
        return exit()
    }

    private mutating func form() -> Written {
        word("form")
        func field(_ type: String, _ rest: [Written.Entry] = []) -> Written {
            .map([entry("type", .raw(type))] + rest)
        }
        var fields = [entry("remark", field("string"))]
        if chance.percent(50) {
            fields.append(entry("figure", field("decimal", [entry("optional", .raw("true"))])))
        }
        if chance.percent(50) {
            fields.append(
                entry("colour", field("string", [entry("enum", .names(["red", "blue"]))])))
        }
        return .map(fields)
    }

    mutating func period() -> String {
        chance.pick(
            "5 workdays", "2 workdays", "3 days", "36 h", "1 month", "2 weeks", "8 workhours",
            "P3D",
            "90 min")
    }
}
