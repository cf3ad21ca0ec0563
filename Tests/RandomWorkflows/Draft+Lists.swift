extension Draft {
    fileprivate enum Kind: CaseIterable {
        case duty, action, assignment, parallel, choice, each, loop, lock, wait, letter, emission
        case call, scope, takingBack, settling, hearing, sending, sharing, stopping

        /// How often it is drawn.
        var weight: Int {
            switch self {
            case .duty: 14
            case .action, .parallel, .choice, .scope: 4
            case .each, .loop, .call, .wait, .letter: 3
            case .assignment, .lock, .emission: 2
            case .takingBack, .settling, .hearing, .sending, .sharing, .stopping: 1
            }
        }

        var isBlock: Bool {
            switch self {
            case .parallel, .choice, .each, .loop, .lock, .scope, .takingBack, .settling,
                .hearing, .sending, .sharing, .stopping:
                true
            default: false
            }
        }
    }

    /// So many steps, fewer when the workflow is long enough already.
    mutating func list(at place: Place, count: Int) -> [Written] {
        var steps: [Written] = []
        let ids = (0..<max(count, 1)).map { _ in fresh("s") }
        var place = place
        let outside = place.later
        for (index, id) in ids.enumerated() {
            guard index == 0 || left > 0 else { break }
            left -= 1
            let isLast = index + 1 == ids.count || left <= 0
            // WHY: a list may end early, and then nothing may lead to what was left out.
            place.later = outside
            let step = step(id, at: place, isLast: isLast)
            steps.append(step)
            place.earlier.append(id)
            if case .map(let entries) = step, entries["responsible"] != nil,
                isBold || entries["if"] == nil
            {
                place.duties.append(id)
            }
        }
        return steps
    }

    private mutating func step(_ id: String, at place: Place, isLast: Bool) -> Written {
        var step = draw(at: place).step(id, place, &self)
        guard case .map(var entries) = step else { return step }
        if chance.percent(8), place.isInner || !isLast, entries["id"] != nil {
            entries["if"] = .quoted(condition(at: place))
        }
        if chance.percent(10) { entries["title"] = .quoted("Step \(id): \"ready\"?") }
        if place.isInner, isLast, !place.goesOn, entries["then"] == nil, entries["end"] == nil,
            chance.percent(10)
        {
            entries["then"] = .raw("leave")
        }
        step = .map(entries)
        return step
    }

    private mutating func draw(at place: Place) -> Kind {
        let mayNest = place.depth < 3 && left > 2
        let kinds = Kind.allCases.filter { kind in
            if kind.isBlock, !mayNest { return false }
            if kind == .lock { return !place.isLocked }
            // Beside others the number that it counts with might be written under another lock.
            if kind == .sharing { return !place.isLocked && !place.isBeside }
            return true
        }
        var number = chance.below(kinds.map(\.weight).reduce(0, +))
        for kind in kinds {
            number -= kind.weight
            if number < 0 { return kind }
        }
        return .duty
    }
}

extension Draft.Kind {
    fileprivate func step(_ id: String, _ place: Draft.Place, _ draft: inout Draft) -> Written {
        switch self {
        case .duty: draft.duty(id, at: place)
        case .action: draft.action(id, undo: draft.chance.percent(15))
        case .assignment: draft.assignment(id, at: place)
        case .parallel: draft.parallel(id, at: place)
        case .choice: draft.choice(id, at: place)
        case .each: draft.each(id, at: place)
        case .loop: draft.loop(id, at: place)
        case .lock: draft.lock(id, at: place)
        case .wait: draft.wait(id, at: place)
        case .letter: draft.letter(id, at: place)
        case .emission: draft.emission(id, at: place)
        case .call: draft.call(id, at: place)
        case .scope: draft.scope(id, at: place)
        case .takingBack: draft.takingBack(id, at: place)
        case .settling: draft.settling(id, at: place)
        case .hearing: draft.hearing(id, at: place)
        case .sending: draft.sending(id, at: place)
        case .sharing: draft.sharing(id, at: place)
        case .stopping: draft.stopping(id, at: place)
        }
    }
}
