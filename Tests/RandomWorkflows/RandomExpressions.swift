/// Makes texts that are expressions, nearly expressions, or a soup of their parts.
package struct RandomExpressions {
    package var random: SeededRandom

    private mutating func pick(_ choices: [String]) -> String {
        choices[random.next(below: choices.count)]
    }

    package init(random: SeededRandom) { self.random = random }

    package mutating func text() -> String {
        switch random.next(below: 8) {
        case 0: soup()
        case 1: broken(any(depth: 4))
        default: any(depth: 1 + random.next(below: 5))
        }
    }

    private mutating func soup() -> String {
        let parts = [
            "(", ")", "[", "]", "{", "}", ".", ".?", "[?", ",", ":", "?", "!", "-", "+", "*", "/",
            "%",
            "==", "<", "&&", "||", "in", "'", "\"\"\"", "r'", "b'", "\\", "1", "0x", "1e", ".5",
            "u",
            "inputs", "has(", "map(", "cel.bind(", "\u{0}", "李", "\n", "//", "`a-b`", "$", "}}",
            "e\u{301}",
        ]
        return (0..<random.next(below: 25)).map { _ in parts[random.next(below: parts.count)] }
            .joined(separator: random.next(below: 2) == 0 ? "" : " ")
    }

    private mutating func broken(_ text: String) -> String {
        var scalars = Array(text.unicodeScalars)
        for _ in 0..<2 where !scalars.isEmpty {
            let place = random.next(below: scalars.count)
            switch random.next(below: 3) {
            case 0: scalars.remove(at: place)
            case 1: scalars.insert(scalars[random.next(below: scalars.count)], at: place)
            default: scalars.swapAt(place, random.next(below: scalars.count))
            }
        }
        return String(String.UnicodeScalarView(scalars))
    }

    private mutating func any(depth: Int) -> String {
        switch random.next(below: 10) {
        case 0: bool(depth)
        case 1: int(depth)
        case 2: string(depth)
        case 3: people(depth)
        case 4: decimal(depth)
        case 5: list(depth)
        case 6: optional(depth)
        case 7: time(depth)
        case 8:
            "\(any(depth: depth - 1 > 0 ? depth - 1 : 0)) \(pick(["+", "==", "<", "in", "&&", "-", "*", "/", "%"])) \(leaf())"
        default: leaf()
        }
    }

    private mutating func leaf() -> String {
        pick([
            "1", "'a'", "true", "null", "inputs.count", "inputs.amount", "inputs.project", "lead",
            "experts", "inputs.note", "steps.panel.outcome", "now", "[]", "{}", "1u", "1.5", "b'x'",
            "int",
            "inputs.tags", "inputs.scores", "-9223372036854775808", "9223372036854775807", "inputs",
        ])
    }

    private mutating func bool(_ depth: Int) -> String {
        guard depth > 0 else {
            return pick([
                "true", "false", "inputs.urgent", "has(inputs.note)", "has(steps.panel.outcome)",
            ])
        }
        let next = depth - 1
        switch random.next(below: 12) {
        case 0: return "\(bool(next)) && \(bool(next))"
        case 1: return "\(bool(next)) || \(bool(next))"
        case 2: return "!(\(bool(next)))"
        case 3: return "\(int(next)) \(pick(["<", "<=", ">", ">=", "==", "!="])) \(int(next))"
        case 4: return "\(string(next)) == \(string(next))"
        case 5: return "\(list(next)).\(pick(["all", "exists", "exists_one"]))(x, x > \(int(next)))"
        case 6: return "\(int(next)) in \(list(next))"
        case 7: return "lead in \(people(next))"
        case 8: return "has(inputs.note) && inputs.note == \(string(next))"
        case 9:
            return
                "\(string(next)).matches('\(pick(["a*", "(a|b)+", "^x?$", "(", "[a-z]{2,3}", "\\\\d"]))')"
        case 10: return "\(decimal(next)) < \(decimal(next))"
        default: return "(\(bool(next)) ? \(bool(next)) : \(bool(next)))"
        }
    }

    private mutating func int(_ depth: Int) -> String {
        guard depth > 0 else {
            return pick(["0", "1", "-3", "inputs.count", "9223372036854775807"])
        }
        let next = depth - 1
        switch random.next(below: 7) {
        case 0...2: return "(\(int(next)) \(pick(["+", "-", "*", "/", "%"])) \(int(next)))"
        case 3: return "size(\(random.next(below: 2) == 0 ? list(next) : string(next)))"
        case 4: return "\(list(next))[\(int(next))]"
        case 5: return "\(optional(next)).orValue(\(int(next)))"
        default: return "(\(bool(next)) ? \(int(next)) : \(int(next)))"
        }
    }

    private mutating func string(_ depth: Int) -> String {
        guard depth > 0 else { return pick(["''", "'ab'", "inputs.project", "'é😀'", "r'\\n'"]) }
        let next = depth - 1
        switch random.next(below: 9) {
        case 0: return "(\(string(next)) + \(string(next)))"
        case 1: return "string(\(int(next)))"
        case 2: return "\(string(next)).\(pick(["trim", "reverse", "lowerAscii"]))()"
        case 3: return "\(string(next)).substring(\(int(0)))"
        case 4: return "\(string(next)).replace(\(string(next)), \(string(next)))"
        case 5: return "inputs.tags.join(\(string(next)))"
        case 6: return "'%s %d %.2f'.format([\(string(next)), \(int(next)), 1.5])"
        case 7: return "\(string(next)).split(\(string(next))).join('-')"
        default: return "inputs.?note.orValue(\(string(next)))"
        }
    }

    private mutating func decimal(_ depth: Int) -> String {
        guard depth > 0 else {
            return pick(["inputs.amount", "decimal('1.10')", "decimal(\(int(0)))"])
        }
        return "(\(decimal(depth - 1)) \(pick(["+", "-", "*", "/"])) \(decimal(depth - 1)))"
    }

    private mutating func people(_ depth: Int) -> String {
        guard depth > 0 else { return pick(["lead", "experts", "leader", "person('x')"]) }
        switch random.next(below: 4) {
        case 0: return "(\(people(depth - 1)) + \(people(depth - 1)))"
        case 1: return "(\(people(depth - 1)) - \(people(0)))"
        case 2: return "experts.filter(p, \(bool(depth - 1)))"
        default: return "(\(bool(depth - 1)) ? \(people(depth - 1)) : \(people(depth - 1)))"
        }
    }

    private mutating func list(_ depth: Int) -> String {
        guard depth > 0 else { return pick(["[1, 2]", "[]", "[inputs.count]"]) }
        switch random.next(below: 5) {
        case 0: return "(\(list(depth - 1)) + \(list(depth - 1)))"
        case 1: return "\(list(depth - 1)).map(x, x * 2)"
        case 2: return "\(list(depth - 1)).filter(x, \(bool(depth - 1)))"
        case 3: return "[\(int(depth - 1)), \(int(depth - 1))]"
        default: return "cel.bind(y, \(list(depth - 1)), y + y)"
        }
    }

    private mutating func optional(_ depth: Int) -> String {
        guard depth > 0 else { return pick(["optional.of(1)", "optional.none()", "[1][?0]"]) }
        switch random.next(below: 3) {
        case 0: return "\(optional(depth - 1)).optMap(o, o + \(int(depth - 1)))"
        case 1: return "\(optional(depth - 1)).or(\(optional(depth - 1)))"
        default: return "\(list(depth - 1))[?\(int(depth - 1))]"
        }
    }

    private mutating func time(_ depth: Int) -> String {
        guard depth > 0 else {
            return pick(["now", "inputs.due", "timestamp('2026-01-01T00:00:00Z')"])
        }
        switch random.next(below: 3) {
        case 0:
            return "(\(time(depth - 1)) + duration('\(pick(["1h", "90s", "-1.5s", "9999999h"]))'))"
        case 1: return "(\(time(depth - 1)) - \(time(depth - 1)))"
        default: return "\(time(depth - 1)).getHours('\(pick(["+08:00", "UTC", "Mars"]))')"
        }
    }
}
