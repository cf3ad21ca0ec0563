/// A workflow of many steps with nothing wrong in it, the same on every machine.
struct LongWorkflow {
    private(set) var text = """
        onus: 1
        workflow: long
        version: 1
        title: A workflow of many steps
        inputs:
          amount: {type: decimal, minimum: 0.01, title: Amount}
          subject: {type: string, title: Subject}
        vars:
          total: {type: int, default: 0}
        roles:
          reviewers: role("technology-reviewer")
          finance:   role("finance-reviewer")
        duties:
          accountable: head("technology-office")
          supervisor: head("supervision-office")
          due: 5 workdays
          escalation: standard
        escalations:
          standard:
            - {at: 80%, mark: blue, remind: responsible}
            - {at: due, mark: red, remind: responsible, notify: supervisor}
            - {at: due + 3 workdays, raise: 1}
            - {at: due + 5 workdays, decide: expired}
        steps:

        """
    private var seed: UInt64 = 20_261_123

    /// At least so many bytes, and a whole number of steps.
    init(bytes size: Int) {
        text.reserveCapacity(size + 1024)
        var number = 0
        while text.utf8.count < size {
            addStep(number)
            number += 1
        }
        text += "  - {id: finished, end: finished}\n  - {id: stopped, end: stopped}\n"
    }

    private mutating func addStep(_ number: Int) {
        text += "  - id: step_\(number)\n    title: \(words(3 + pick(5)))\n"
        switch pick(4) {
        case 0:
            text +=
                "    if: inputs.amount >= decimal('\(1 + pick(5_000_000))') && vars.total < 100\n"
            text += "    task: approval\n    responsible: reviewers\n"
            text += "    with: {rule: {share: 2/3}, secret: true}\n"
        case 1:
            text += "    task: approval\n    responsible: [reviewers, finance]\n"
            text += "    # \(words(8))\n    with: {rule: majority, tie: rejected}\n"
        case 2:
            text +=
                "    set:\n      total: \"${ vars.total + size(inputs.subject) * \(pick(9)) }\"\n\n"
            return
        default:
            text +=
                "    task: approval\n    responsible: finance\n    due: \(1 + pick(20)) workdays\n"
            text += "    with: {rule: all, comment: unless_approved}\n"
        }
        text += "    then: {any: stopped}\n\n"
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
