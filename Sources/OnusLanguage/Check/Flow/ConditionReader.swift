import OnusCEL

/// Turns the conditions of a workflow into what they tell.
struct ConditionReader {
    private let workflow: WorkflowContext
    private var tree: StepTree { workflow.tree }
    private(set) var facts: Facts
    /// What is asked about inputs alone, with how often.
    private var questions: [Outline: Int] = [:]
    private var inOrder: [Outline] = []
    /// Those that are worth to be followed, by number.
    private(set) var inputs: [Outline: Int] = [:]
    /// By answer: those that follow from it.
    private(set) var impliedAnswers: [[Int]] = []
    private let inputQuestions: InputQuestions
    private let goesOn: Set<Int>

    init(_ workflow: WorkflowContext, _ graph: FlowGraph, _ conditions: FlowConditions) {
        self.workflow = workflow
        facts = Facts(workflow)
        inputQuestions = InputQuestions(workflow.workflow)
        goesOn = Set(graph.joins.filter { $0.value.goesOn }.map(\.key))
        let asked = conditions.all
        for condition in asked { collect(condition) }
        let known = Set(asked)
        for outline in workflow.workflow.guarding.flatMap(\.outlines) where !known.contains(outline)
        {
            collect(outline)
        }
        // What some steps give hangs on how they ended.
        for entry in workflow.tree.entries
        where workflow.lacking(of: entry.index).contains(where: { !$0.value.isEmpty }) {
            facts.add(outcomesOf: entry.index, in: workflow)
        }
        let related = RelatedQuestions(inOrder, workflow.workflow)
        let shared = inOrder.filter { (questions[$0] ?? 0) > 1 || related.contain($0) }
        for question in shared.prefix(Self.mostInputs(graph.size, facts.count)) {
            inputs[question] = inputs.count
        }
        impliedAnswers = related.implied(among: inputs)
    }

    /// WHY: everything is followed once more for each of them, so they are few, and fewer where the
    /// text is long.
    private static func mostInputs(_ nodes: Int, _ facts: Int) -> Int {
        min(8, 16_000_000 / max(1, nodes * (facts / 4 + 16)))
    }

    private mutating func collect(_ outline: Outline) {
        switch outline {
        case .and(let terms), .or(let terms): for term in terms { collect(term) }
        case .not(let term): collect(term)
        case .conditional(let condition, let first, let second):
            for part in [condition, first, second] { collect(part) }
        case .has(let path): add(path)
        case .call:
            if let read = OutcomeRead(outline), let step = tree[read.step]?.index {
                facts.add(outcomesOf: step, in: workflow)
            }
        case .literal, .path, .optional, .list, .computed, .other: break
        }
        // What is negated was counted as itself.
        if case .not = outline { return }
        if let (question, _) = inputQuestions.question(outline) {
            if questions[question] == nil { inOrder.append(question) }
            questions[question, default: 0] += 1
        }
    }

    /// The paths of which `has` tells that they are there.
    private mutating func add(_ path: [String]) {
        switch path.first {
        case "inputs":
            for end in path.indices.dropFirst() { facts.add(.path(Array(path[...end]))) }
        case "steps":
            guard let step = path.dropFirst().first.flatMap({ tree[$0] })?.index else { return }
            facts.add(outcomesOf: step, in: workflow)
            for end in path.indices.dropFirst(2) {
                facts.add(.path(Array(path[...end])), of: step)
            }
        default: break
        }
    }
}

// What a condition tells where it stands.
extension ConditionReader {
    func read(_ assumption: Assumption) -> Condition { read(assumption.condition, assumption) }

    // INVARIANT: the depth of a parsed expression is bounded, and with it the recursion here.
    private func read(_ outline: Outline, _ place: Assumption) -> Condition {
        switch outline {
        case .and(let terms):
            return both(.all(terms.map { read($0, place) }), asking: outline)
        case .or(let terms):
            return both(.any(terms.map { read($0, place) }), asking: outline)
        case .not(let term): return .not(read(term, place))
        case .conditional(let condition, let first, let second):
            return .choice(read(condition, place), read(first, place), read(second, place))
        default: break
        }
        var telling = Telling()
        if case .has(let path) = outline { telling.whenTrue = presence(path, place) }
        if let read = OutcomeRead(outline) { tell(read, &telling, place) }
        guard let (number, isSame) = followed(outline) else { return .tells(telling) }
        telling.input = number
        if !isSame { (telling.whenTrue, telling.whenFalse) = (telling.whenFalse, telling.whenTrue) }
        return isSame ? .tells(telling) : .not(.tells(telling))
    }

    /// The place in ``Certainty/under`` of what is certain when a condition holds; nil where it asks
    /// more than one question about inputs that is followed.
    func answer(in condition: Outline) -> Int? {
        followed(condition).map { number, isSame in isSame ? 2 * number : 2 * number + 1 }
    }

    /// The number of the question about inputs that a part asks, where it is followed, and whether
    /// the part holds when the answer is yes.
    private func followed(_ outline: Outline) -> (number: Int, isSame: Bool)? {
        inputQuestions.question(outline).flatMap { question, isSame in
            inputs[question].map { ($0, isSame) }
        }
    }

    /// What is put together from inputs alone is followed as a whole, too.
    private func both(_ condition: Condition, asking outline: Outline) -> Condition {
        guard let (number, isSame) = followed(outline) else { return condition }
        let whole = Condition.tells(Telling(input: number))
        return .both(condition, isSame ? whole : .not(whole))
    }

    private func presence(_ path: [String], _ place: Assumption) -> [Int] {
        guard path.count > 1 else { return [] }
        func prefixes(from count: Int) -> [Int] {
            path.indices.dropFirst(count).compactMap { facts.number(.path(Array(path[...$0]))) }
        }
        switch path[0] {
        case "inputs": return prefixes(from: 1)
        case "vars":
            let owner = tree.ownerOfVariable(path[1], seenFrom: place.list)
            return [facts.number(.variable(path[1], of: owner))].compactMap(\.self)
        case "steps":
            guard let step = visible(path[1], place) else { return [] }
            return [facts.finished(step)] + (isStill(step, place) ? prefixes(from: 2) : [])
        default: return []
        }
    }

    private func tell(_ read: OutcomeRead, _ telling: inout Telling, _ place: Assumption) {
        guard let step = visible(read.step, place) else { return }
        let outcomes = Set(workflow.endings(of: step).map(\.outcome))
        func isNot(_ outcomes: Set<String>) -> [Int] {
            guard isStill(step, place) else { return [] }
            return outcomes.compactMap { facts.number(.isNot(step, $0)) }
        }
        // Where something stands for the outcome of a step that has not finished, an answer tells
        // that it has finished only when it is not the answer of that.
        func finished(unlessFallbackIsIn words: Bool) -> [Int] {
            let mayBeOpen = read.fallback.map { read.words.contains($0) == words } ?? false
            return mayBeOpen ? [] : [facts.finished(step)]
        }
        let one = finished(unlessFallbackIsIn: true) + isNot(outcomes.subtracting(read.words))
        let other = finished(unlessFallbackIsIn: false) + isNot(read.words)
        (telling.whenTrue, telling.whenFalse) = read.isOneOf ? (one, other) : (other, one)
    }

    private func visible(_ id: String, _ place: Assumption) -> Int? {
        guard let step = tree[id], tree.enclosing(place.list).contains(step.list) else {
            return nil
        }
        return step.index
    }

    /// Whether a step surely has no other pass as long as the list goes on in which a condition is
    /// looked at: no list around it goes on beside steps further out.
    private func isStill(_ step: Int, _ place: Assumption) -> Bool {
        if place.isOfTheMoment { return true }
        if let block = place.beside, tree.isInside(step, block) { return false }
        let beside = tree.enclosing(place.list).lazy.compactMap { tree.lists[$0].owner }
            .first { goesOn.contains($0) }
        return beside.map { tree.isInside(step, $0) } ?? true
    }
}

extension ScalarSyntax {
    /// What its expressions ask: it is one as a whole, or has some in `${ … }`.
    fileprivate var outlines: [Outline] {
        if text.contains("${") {
            let parts = (try? Template(parsing: text))?.parts ?? []
            return parts.compactMap { part in
                if case .expression(let expression) = part { expression.outline } else { nil }
            }
        }
        return (try? Expression(parsing: text)).map { [$0.outline] } ?? []
    }
}
