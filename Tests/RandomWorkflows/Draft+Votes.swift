// Decisions by one or many.
extension Draft {
    mutating func approval(_ step: inout [Written.Entry], answers: Bool) {
        step.append(entry("task", .raw("approval")))
        if chance.percent(10) {
            usesClauses = true
            let silence = [entry("outcome", .raw("approved")), entry("basis", .raw("rules/1"))]
            step.append(entry("deemed", .map(silence)))
        }
        guard chance.percent(50) else { return }
        let rule: Written = chance.pick(
            .raw("first"), .raw("any"), .raw("all"), .raw("majority"), .raw("in_order"),
            .map([entry("at_least", .number(2))]), .map([entry("share", .raw("2/3"))]))
        var with = [entry("rule", rule)]
        if rule.flow != "first" {
            counting(&with, rule.flow, mayChoose: answers && step["deemed"] == nil)
        }
        if rule.flow != "first", rule.flow != "any", chance.percent(20) {
            let grades = [entry("type", .raw("string")), entry("enum", .names(["high", "low"]))]
            step.append(entry("form", .map([entry("grade", .map(grades))])))
            with.append(entry("settle", .raw("grade")))
        }
        if chance.percent(20) { with.append(entry("secret", .raw("true"))) }
        if chance.percent(20) { with.append(entry("abstain", .raw("allowed"))) }
        if chance.percent(15) { with.append(entry("comment", .raw("required"))) }
        step.append(entry("with", .map(with)))
    }

    /// What a vote needs beside its rule, and what people choose from.
    private mutating func counting(
        _ with: inout [Written.Entry], _ rule: String, mayChoose: Bool
    ) {
        if chance.percent(20) { with.append(entry("quorum", .number(1 + chance.below(2)))) }
        if mayChoose, chance.percent(15) {
            with.append(entry("outcomes", .names(["warning", "demerit", "none"])))
            if chance.percent(50) { with.append(entry("tie", .raw(chance.pick("none", "split")))) }
        } else {
            if chance.percent(10) { with.append(entry("veto", .raw("boss"))) }
            if rule == "majority", chance.percent(50) {
                with.append(entry("tie", .raw(chance.pick("returned", "rejected", "split"))))
            }
        }
    }
}
