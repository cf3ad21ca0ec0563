import OnusCEL

/// Everything of which it is asked whether it is certain somewhere in a workflow, numbered.
struct Facts: Sendable {
    enum Fact: Hashable, Sendable {
        /// A `set` has bound a variable of a block, or of the workflow where the owner is nil.
        case variable(String, of: Int?)
        /// There is what `has` asks for: an optional input, or a field of a step's last pass.
        case path([String])
        /// If the step has finished, then with another outcome.
        case isNot(Int, String)
    }

    private let steps: Int
    private var numbers: [Fact: Int] = [:]
    private(set) var paths: [(path: [String], number: Int)] = []
    /// By step: what holds of its last pass only, `given` aside.
    private(set) var passing: [Int: [Int]] = [:]
    private var variables: [Int: [Int]] = [:]
    private var outcomes: [Int: [(name: String, number: Int)]] = [:]

    /// INVARIANT: every fact has a number below it.
    var count: Int { 2 * steps + 1 + numbers.count }

    init(steps: Int) { self.steps = steps }

    func finished(_ step: Int) -> Int { step }
    func given(_ step: Int) -> Int { steps + step }
    /// What nothing ever makes certain: it holds only where no run comes.
    var impossible: Int { 2 * steps }
    func number(_ fact: Fact) -> Int? { numbers[fact] }

    /// The variables of a block.
    func variables(of block: Int) -> [Int] { variables[block] ?? [] }

    /// What tells that a step has not ended with an outcome.
    func outcomes(of step: Int) -> [(name: String, number: Int)] { outcomes[step] ?? [] }

    var ofOutcomes: [Int] { outcomes.values.flatMap { $0.map(\.number) } }

    /// What is known to be there of a step's last pass.
    func paths(of step: Int) -> [Int] {
        let all = passing[step] ?? []
        let outcomes = Set(outcomes(of: step).map(\.number))
        return all.filter { !outcomes.contains($0) }
    }

    @discardableResult
    mutating func add(_ fact: Fact, of step: Int? = nil) -> Int {
        if let known = numbers[fact] { return known }
        let number = count
        numbers[fact] = number
        switch fact {
        case .variable(_, let block?): variables[block, default: []].append(number)
        case .path(let path): paths.append((path, number))
        case .isNot(let step, let outcome): outcomes[step, default: []].append((outcome, number))
        case .variable: break
        }
        if let step { passing[step, default: []].append(number) }
        return number
    }
}

extension Facts {
    init(_ workflow: WorkflowContext) {
        self.init(steps: workflow.tree.entries.count)
        for field in workflow.workflow.variables { add(.variable(field.name.value, of: nil)) }
        for entry in workflow.tree.entries {
            for field in entry.syntax.variables {
                add(.variable(field.name.value, of: entry.index))
            }
        }
    }

    /// All outcomes of a step, since some condition asks for one.
    mutating func add(outcomesOf step: Int, in workflow: WorkflowContext) {
        for ending in workflow.endings(of: step) { add(.isNot(step, ending.outcome), of: step) }
    }
}

extension StepTree {
    /// The block whose variable a name is where it is used in a list; nil for one of the workflow.
    func ownerOfVariable(_ name: String, seenFrom list: Int) -> Int? {
        enclosing(list).lazy.compactMap { lists[$0].owner }.first { owner in
            entries[owner].syntax.variables.contains { $0.name.value == name }
        }
    }
}
