/// What has surely happened on every way to a node, as facts.
struct Certainty: Sendable, Hashable {
    /// Whatever the inputs are.
    var always: StepSet
    /// By what is asked about inputs: what is certain besides when the answer is yes, and then when
    /// it is no.
    var under: [StepSet]

    init(_ facts: StepSet, inputs: Int) {
        always = facts
        under = Array(repeating: facts, count: 2 * inputs)
    }

    mutating func formIntersection(_ other: Certainty) {
        always.formIntersection(other.always)
        for answer in under.indices { under[answer].formIntersection(other.under[answer]) }
    }

    mutating func formUnion(_ other: Certainty) {
        always.formUnion(other.always)
        for answer in under.indices { under[answer].formUnion(other.under[answer]) }
    }

    mutating func apply(_ change: CertaintyChange) {
        change.apply(to: &always)
        for answer in under.indices { change.apply(to: &under[answer]) }
    }

    mutating func insert(_ facts: [Int]) {
        for fact in facts {
            always.insert(fact)
            for answer in under.indices { under[answer].insert(fact) }
        }
    }
}

/// What becomes certain on a way, after what is certain no more.
struct CertaintyChange: Sendable {
    var lost: StepSet?
    var removed: [Int] = []
    var inserted: [Int] = []

    func apply(to facts: inout StepSet) {
        if let lost { facts.subtract(lost) }
        for fact in removed { facts.remove(fact) }
        for fact in inserted { facts.insert(fact) }
    }
}

/// Adds to what is certain what conditions tell.
struct Learning: Sendable {
    /// All facts: where no run comes, everything is certain.
    let everything: StepSet
    /// What follows when several facts are certain: with no outcome left but those that people give,
    /// a step has handed on its outputs.
    let implications: [(needed: [Int], given: Int)]
    /// By answer about inputs: those that follow from it. Yes to a question has twice its number, no
    /// one more.
    let implied: [[Int]]

    func learn(_ known: [(Condition, Bool)], _ certainty: inout Certainty) {
        guard !known.isEmpty else { return }
        for (condition, holds) in known { certainty = after(condition, holds, certainty) }
        for (needed, given) in implications {
            if needed.allSatisfy(certainty.always.contains) { certainty.always.insert(given) }
            for answer in certainty.under.indices
            where needed.allSatisfy(certainty.under[answer].contains) {
                certainty.under[answer].insert(given)
            }
        }
    }

    // INVARIANT: the depth of a parsed expression is bounded, and with it the recursion here.
    private func after(_ condition: Condition, _ holds: Bool, _ before: Certainty) -> Certainty {
        switch condition {
        case .unknown: return before
        case .tells(let telling): return after(telling, holds, before)
        case .not(let term): return after(term, !holds, before)
        case .both(let one, let other):
            return after(other, holds, after(one, holds, before))
        case .all(let terms) where holds, .any(let terms) where !holds:
            return terms.reduce(before) { after($1, holds, $0) }
        case .all(let terms), .any(let terms):
            // WHY: a term that fails does not matter when another one decides, so nothing is known
            // of the terms before it.
            return either(terms.map { after($0, holds, before) }, before)
        case .choice(let condition, let first, let second):
            return either(
                [
                    after(first, holds, after(condition, true, before)),
                    after(second, holds, after(condition, false, before)),
                ], before)
        }
    }

    private func either(_ ways: [Certainty], _ before: Certainty) -> Certainty {
        guard var found = ways.first else { return before }
        for way in ways.dropFirst() { found.formIntersection(way) }
        return found
    }

    private func after(_ telling: Telling, _ holds: Bool, _ before: Certainty) -> Certainty {
        var found = before
        found.insert(holds ? telling.whenTrue : telling.whenFalse)
        guard let input = telling.input else { return found }
        let given = holds ? 2 * input : 2 * input + 1
        for answer in [given] + implied[given] {
            let known = found.under[answer]
            found.always.formUnion(known)
            for other in found.under.indices { found.under[other].formUnion(known) }
            found.under[answer ^ 1] = everything
        }
        return found
    }
}
