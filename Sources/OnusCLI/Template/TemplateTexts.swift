extension Template {
    static let workflow = """
        onus: 1
        workflow: purchase
        version: 1
        title: Buy something for the workshop

        inputs:
          item:   {type: string, title: What to buy}
          amount: {type: decimal, minimum: 0.01, title: What it costs}

        roles:
          buyer:    initiator
          lead:     head("workshop")
          director: head("company")
          auditor:  members("audit")

        # The head decides, so somebody else asks.
        start: {by: 'members("workshop").filter(p, p != head("workshop"))'}

        duties:                                 # what every duty has unless it says otherwise
          accountable: lead
          supervisor: auditor
          due: 2 workdays
          escalation: standard

        escalations:
          standard:
            - {at: 50%, mark: blue, remind: responsible}
            - {at: due, mark: red, notify: [responsible, accountable]}
            - {at: due + 2 workdays, notify: supervisor}
            - {at: due + 4 workdays, decide: expired}

        separate:                               # nobody approves what they asked for
          - [start, approve]

        steps:
          - id: approve
            title: Is it needed?
            task: approval
            responsible: lead
            then: {rejected: refused, expired: refused}

          - id: buy
            title: Buy it and hand in the receipt
            task: responsibility.deliver
            responsible: buyer
            due: 5 workdays
            then: {expired: refused}

          - {id: bought, end: bought}
          - {id: refused, end: refused}         # reached by name only

        """

    static let test = """
        test: purchase
        organization: small-company
        cases:
          - name: what is needed is bought
            start: {by: sam, at: 2026-03-02T09:00, inputs: {item: drill, amount: 120}}
            script:
              - {after: 1 workday, person: kim, duty: approve, do: approved}
              - {after: 2 workdays, person: sam, duty: buy, do: done}
            expect: {outcome: bought, path: [approve, buy, bought], within: 5 workdays}

          - name: nobody answers, the ladder climbs to its end
            start: {by: sam, at: 2026-03-02T09:00, inputs: {item: drill, amount: 120}}
            expect:
              - {outcome: refused}
              - {duty: approve, outcome: expired, marks: [blue, red]}

        """

    static let script = """
        # What happens in a run: `onus run purchase.yaml … --script purchase.script.yaml`
        - {after: 3 workdays, person: kim, duty: approve, do: approved, comment: late but fine}
        - {after: 1 workday, person: sam, duty: buy, do: done}

        """

    static let organization = """
        organization: small-company
        calendar: office
        units:
          - {id: company, name: The Company, head: dana}
          - {id: workshop, name: Workshop, parent: company, head: kim}
          - {id: audit, name: Audit, parent: company, head: ari}
        people:
          - {id: dana, name: Dana, unit: company}
          - {id: kim, name: Kim, unit: workshop}
          - {id: sam, name: Sam, unit: workshop}
          - {id: ari, name: Ari, unit: audit}

        """

    static let calendar = """
        calendar: office
        time_zone: UTC
        hours: {monday-friday: ["09:00-12:00", "13:00-17:00"]}
        days: {first: next day, end: end of day, holiday: next workday}
        published_until: 2030-12-31
        holidays: [2026-12-25, 2027-01-01]

        """

    static let project = """
        # Read by every onus command in this folder and below.
        organization: organization.yaml
        calendars: [calendar.yaml]
        channels: [console]                     # where reminders and notices go

        """
}
