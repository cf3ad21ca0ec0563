// The ladders that duties name, and the workflows that they start.
extension Draft {
    mutating func ladders() -> [String] {
        add(Self.accountability)
        return [
            "strict: [{at: 50%, mark: blue, remind: responsible}, {at: due, mark: red, decide: expired}]",
            "climbing:",
            "  - {at: 80%, mark: blue, remind: [responsible, accountable]}",
            "  - {at: due, mark: red, notify: supervisor, repeat: {every: 1 workday, times: 2}}",
            "  - {at: due + 4 workdays, add: top}",
            "  - {at: due + 6 workdays, assign: chief}",
            "raising:",
            "  - {at: due, mark: yellow, raise: 1}",
            "  - {at: due + 1 workday, start: accountability, with: {duty: \"${ duty.id }\"}}",
            "acting:",
            "  - {at: due, mark: red, task: notify, with: {to: \"${ auditors }\", subject: late}}",
            "  - {at: due + 12 h, decide: expired}",
        ]
    }

    private static let accountability = """
        onus: 1
        workflow: accountability
        version: 1
        inputs: {duty: {type: string}}
        duties: {accountable: head("top"), supervisor: head("audit"), due: 3 workdays, escalation: up}
        escalations: {up: [{at: due, mark: red, decide: expired}]}
        steps:
          - {id: talk, task: responsibility.deliver, responsible: person("ida"), then: {expired: closed}}
          - {id: closed, end: closed}

        """

    /// A workflow with two ends that hand something on.
    static let asked = """
        onus: 1
        workflow: asked
        version: 1
        inputs: {what: {type: string}}
        duties: {accountable: head("office"), supervisor: head("audit"), due: 2 workdays, escalation: up}
        escalations: {up: [{at: 50%, remind: responsible}, {at: due, mark: red, decide: expired}]}
        steps:
          - {id: ask, task: approval, responsible: role("clerks"), then: {rejected: refused, expired: refused}}
          - {id: given, end: given, outputs: {what: "${ inputs.what }"}}
          - {id: refused, end: refused, outputs: {what: "nothing"}}

        """

    /// One that fails now and then.
    static let risky = """
        onus: 1
        workflow: risky
        version: 1
        inputs: {what: {type: string}}
        duties: {accountable: head("office"), supervisor: head("audit"), due: 2 workdays, escalation: up}
        escalations: {up: [{at: due, mark: red, decide: expired}]}
        steps:
          - {id: tell, task: notify, with: {to: '${ head("top") }', subject: risky}, catch: {any: broken}}
          - {id: ask, task: approval, responsible: person("cay"), then: {rejected: broken, expired: broken}}
          - {id: fine, end: fine}
          - {id: broken, fail: broken, message: "it was ${ inputs.what }"}

        """
}
