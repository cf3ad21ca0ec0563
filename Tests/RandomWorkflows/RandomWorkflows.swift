// RandomWorkflows writes workflows as an author might, over every verb and most options, the same
// ones for the same seed. What it writes is meant to pass `onus check`: tests run it to the end,
// fuzzers change it, and whoever lays workflows out has something to lay out.
//
// It knows the language from its description and not from the code, and so imports none of it: a
// workflow that the checker refuses is a mistake here or there.
//
//     Chance          numbers of a seed
//     Written         a tree of YAML, written in block or in flow style
//     Draft           the workflow in the making: what its steps may name and lead to
//     Draft+…         one kind of step each
//     RandomExpressions   expressions, nearly expressions, and soups of their parts

/// A random workflow with all that belongs to it.
package struct RandomWorkflow: Sendable {
    package let seed: UInt64
    /// The workflow's own file.
    package let text: String
    /// The version after it, to which its runs can move wherever they stand.
    package let next: String
    package let beginning: Beginning
    /// Files of workflows that it calls or that its ladders start.
    package let others: [String]
    /// Events that it waits for, and that come from outside.
    package let events: [String]
    /// Keys of steps and of duties that occur in it.
    package let words: Set<String>

    /// Whether its steps read what others may not have given, so that it may be refused.
    package let isBold: Bool

    /// Who or what starts it.
    package enum Beginning: Sendable, Hashable {
        case person, anybody, calendar
        /// With a name.
        case event(String)
    }

    package init(seed: UInt64, steps: Int = 14) {
        var draft = Draft(seed: seed, steps: steps)
        (text, next) = draft.workflow()
        beginning = draft.beginning
        others = draft.others
        events = draft.events
        words = draft.words
        isBold = draft.isBold
        self.seed = seed
    }

    /// What every random workflow is for.
    package static let organization = """
        organization: house
        calendar: plain
        units:
          - {id: top, name: Top, head: eve}
          - {id: office, name: Office, parent: top, head: dan, deputies: [hal]}
          - {id: audit, name: Audit, parent: top, head: fay}
          - {id: board, name: Board, head: ida}
        people:
          - {id: ann, name: Ann, unit: office}
          - {id: bob, name: Bob, unit: office}
          - {id: cay, name: Cay, unit: office}
          - {id: dan, name: Dan, unit: office}
          - {id: eve, name: Eve, unit: top}
          - {id: fay, name: Fay, unit: audit}
          - {id: gus, name: Gus, unit: audit}
          - {id: hal, name: Hal, unit: office}
          - {id: ida, name: Ida, unit: board}
        roles:
          clerks: [ann, bob, cay]
          auditors: [fay, gus]
          starters: [ann, dan]
        delegations:
          - {from: dan, to: hal, between: [2026-06-08, 2026-06-30]}
        absences:
          - {person: bob, between: [2026-06-10, 2026-06-20]}
        """

    package static let calendar = calendar(publishedUntil: "2027-12-31")

    /// The same, as it was when less of it had been published.
    package static func calendar(publishedUntil day: String) -> String {
        """
        calendar: plain
        time_zone: Asia/Shanghai
        hours: {monday-friday: ["09:00-12:00", "13:30-17:30"]}
        days: {first: next day, end: end of day, holiday: next workday}
        published_until: \(day)
        holidays: [2026-06-19\(day > "2026-10-02" ? ", 2026-10-01, 2026-10-02" : "")]
        worked: [2026-06-14]
        """
    }
}
