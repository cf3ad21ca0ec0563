/// A workflow in the making.
struct Draft {
    var chance: Chance
    let name: String
    /// How many more steps may begin a block or stand in a list.
    var left: Int
    private(set) var words: Set<String> = []
    private(set) var others: [String] = []
    private(set) var events: [String] = []
    private var lastNumber = 0
    /// Steps of the workflow's own list that are reached by name only, once something leads there.
    var wanted: Set<String> = []
    /// Steps to which something leads back.
    var loopHeads: Set<String> = []
    var usesClauses = false
    /// Duties of several people, who may be kept apart or put together.
    var shared: [String] = []
    /// Whether steps read what others gave without asking whether it is there.
    let isBold: Bool
    let beginning: RandomWorkflow.Beginning

    init(seed: UInt64, steps: Int) {
        chance = Chance(seed: seed)
        name = "random-\(seed)"
        left = steps
        isBold = chance.percent(20)
        beginning =
            switch chance.below(10) {
            case 0: .anybody
            case 1: .calendar
            case 2: .event("case.opened")
            default: .person
            }
    }

    /// What a list of steps sees around it.
    struct Place {
        /// Steps to which a person may lead back.
        var earlier: [String] = []
        /// Steps further on, in this list and those around it.
        var later: [String] = []
        /// Duties that come before, whose results can be read.
        var duties: [String] = []
        var depth = 0
        /// Runs beside other steps.
        var isBeside = false
        var isLocked = false
        var isInner: Bool { depth > 0 }
        /// Variables of blocks around that steps here may set.
        var variables: [String] = ["total"]
        /// The name of a text that an item has.
        var item: String?
        /// Something follows the list that is written by somebody else.
        var goesOn = false
    }

    mutating func fresh(_ stem: String) -> String {
        lastNumber += 1
        return "\(stem)\(lastNumber)"
    }

    mutating func event() -> String {
        let event = fresh("event.e")
        events.append(event)
        return event
    }

    mutating func add(_ other: String) {
        if !others.contains(other) { others.append(other) }
    }

    /// One of the named ends.
    mutating func exit() -> String {
        let end = chance.pick("refused", "lapsed", "given_up")
        wanted.insert(end)
        return end
    }

    mutating func word(_ word: String) { words.insert(word) }
}

extension Draft {
    /// Its text, and that of the version after it.
    mutating func workflow() -> (String, String) {
        let steps = list(at: Place(), count: 2 + chance.below(4)).map { limited($0) }
        let done = Written.map([entry("id", .raw("done")), entry("end", .raw("approved"))])
        let rest = [done] + namedSteps()
        let head = header()
        note(.list(steps + rest))
        let isFlow = chance.percent(20)
        func text(_ steps: [Written], _ head: String) -> String {
            let list = Written.list(steps)
            return head + "steps:" + (isFlow ? " " + list.flow : list.block(indent: 2)) + "\n"
        }
        let next = head.replacing("version: 1\n", with: "version: 2\n")
            .replacing("vars: {", with: "vars: {later: {type: int, default: 7}, ")
        return (
            text(steps + rest, head),
            text(
                steps + (chance.percent(50) ? [emission(fresh("s"), at: Place())] : []) + rest, next
            )
        )
    }

    private mutating func namedSteps() -> [Written] {
        // It may lead to an end that nothing else leads to.
        var steps = wanted.remove("compensate").map { [action($0, leads: false)] } ?? []
        for end in wanted.sorted() {
            let undo = chance.percent(30) ? [entry("undo", .raw("all"))] : []
            steps.append(.map([entry("id", .raw(end)), entry("end", .raw(end))] + undo))
        }
        return steps
    }

    /// Gives the steps to which something leads back a limit, now and then.
    private mutating func limited(_ step: Written) -> Written {
        guard case .map(var entries) = step else { return step }
        for (index, entry) in entries.enumerated() {
            entries[index].value = limitedInside(entry.value)
        }
        guard case .raw(let id)? = entries["id"], loopHeads.contains(id), chance.percent(40),
            entries["at_most"] == nil, entries["catch"] == nil, entries["repeat"] == nil
        else { return .map(entries) }
        entries["at_most"] = .number(2 + chance.below(3))
        entries["catch"] = .map([entry("passes", .raw(exit()))])
        return .map(entries)
    }

    private mutating func limitedInside(_ value: Written) -> Written {
        switch value {
        case .raw: return value
        case .list(let elements): return .list(elements.map { limited($0) })
        case .map: return limited(value)
        }
    }

    private mutating func note(_ value: Written) {
        switch value {
        case .raw: break
        case .list(let elements): for element in elements { note(element) }
        case .map(let entries):
            for entry in entries {
                words.insert(entry.key)
                note(entry.value)
            }
        }
    }

    func entry(_ key: String, _ value: Written) -> Written.Entry {
        Written.Entry(key: key, value: value)
    }
}
