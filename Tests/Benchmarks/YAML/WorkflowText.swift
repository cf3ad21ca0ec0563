/// A long file in the manner of real workflows, the same on every machine.
struct WorkflowText {
    private(set) var bytes: [UInt8] = []
    private var seed: UInt64 = 20_261_123

    /// At least so many bytes, and a whole number of steps.
    init(bytes size: Int) {
        bytes.reserveCapacity(size + 1024)
        add("onus: 1\nworkflow: long\nversion: 1\ntitle: A workflow of many steps\n\nroles:\n")
        add("  lead: head(\"technology-office\")   # the principal\n\nsteps:\n")
        var number = 0
        while bytes.count < size {
            addStep(number)
            number += 1
        }
    }

    private mutating func add(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func addStep(_ number: Int) {
        add("  - id: step_\(number)\n    title: \(words(3 + pick(5)))\n    task: approval\n")
        add("    responsible: [reviewer_\(pick(40)), expert_\(pick(12))]\n")
        switch pick(4) {
        case 0:
            add("    if: \"inputs.amount >= decimal('\(pick(5_000_000))')\"\n")
            add("    with: {rule: {share: 2/3}, secret: true, shows: [step_0, 'step 1']}\n")
        case 1:
            add("    description: |\n      \(words(9))\n      \(words(7))\n\n      \(words(8))\n")
        case 2:
            add("    escalation:\n      - {at: \(pick(99))%, mark: blue, remind: responsible}\n")
            add("      - at: due + \(pick(9)) workdays\n        decide: expired\n")
        default:
            add("    # \(words(8))\n    with:\n      amount: \(pick(90_000)).\(pick(10))\n")
            add("      note: '\(words(6)), it''s \(words(2))'\n")
        }
        add("    due: \(1 + pick(20)) workdays\n    basis: fund_rules/\(pick(30))\n")
        add("    then: {approved: step_\(number + 1), rejected: refused}\n\n")
    }

    private mutating func words(_ count: Int) -> String {
        let known = [
            "application", "budget", "review", "of", "the", "project", "for", "technology",
            "transfer", "and", "its", "inspection", "by", "experts", "report", "monthly",
        ]
        return (0..<count).map { _ in known[pick(known.count)] }.joined(separator: " ")
    }

    /// A number below `limit`, from a fixed sequence.
    private mutating func pick(_ limit: Int) -> Int {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(seed >> 33) % limit
    }
}
