import OnusPlugin

/// A duty that is open.
package struct Duty: Codable, Sendable, Hashable {
    package var opened: DutyOpened
    package var openedAt: Timestamp
    /// Who does it now; ladders add and assign.
    package var responsible: [Person]
    package var deadline: DutyOpened.Deadline
    package var rungs: [Timestamp]
    package var digest: String
    package var content: ValueMap
    /// Oldest first, since it opened or its content last changed.
    package var acts: [Act]
    /// Who claimed it.
    package var assignee: Person?
    package var mark: Mark?
    /// The rung that fires next, counted from 0; equal to the count when none is left.
    package var nextRung: Int
    package var repetition: Int
    /// How often its ladder has begun; nil for once.
    package var ascent: Int?
    /// Set while verifiers look at an outcome that the doers arrived at.
    package var proposal: Proposal?
    /// Nil until somebody asks for more time.
    package var extensions: Extensions?
    /// Nil while the deadline counts as it did when the duty opened.
    package var counting: Counting?
    /// Set while its clock stands still.
    package var stopped: StoppedClock?
    /// Whether its clock has ever stood still.
    package var stoodStill: Bool?

    package struct Proposal: Codable, Sendable, Hashable {
        package var outcome: String
        package var outputs: ValueMap
        package var because: String
        package var by: [Person]
        package init(outcome: String, outputs: ValueMap, because: String, by: [Person]) {
            self.outcome = outcome
            self.outputs = outputs
            self.because = because
            self.by = by
        }
    }

    package init(opened: DutyOpened, at: Timestamp) {
        self.opened = opened
        openedAt = at
        responsible = opened.people.responsible
        deadline = opened.deadline
        rungs = opened.rungs
        digest = opened.digest
        content = opened.content
        acts = []
        nextRung = 0
        repetition = 0
    }

    /// Whether nobody may be told who decided what, while it is open and afterwards.
    package var isSecret: Bool { opened.isSecret ?? false }

    /// The decisions as others may know them.
    package var votes: [Act] { isSecret ? [] : acts.filter { $0.kind == .decide } }

    /// Those who decide: the responsible people who have not recused themselves.
    package var deciders: [Person] {
        let recused = Set(acts.lazy.filter { $0.kind == .recuse }.map(\.voice))
        return recused.isEmpty ? responsible : responsible.filter { !recused.contains($0) }
    }
}

extension ActKind {
    /// Whether only those may do it who are not kept apart from the duty.
    package var counts: Bool { self == .claim || isActing }

    /// Whether the act makes its author somebody who acted, for the separation of duties.
    ///
    /// Who has claimed a duty and given it back has done nothing of it.
    package var isActing: Bool {
        switch self {
        case .decide, .progress, .attach, .verify: true
        case .claim, .comment, .recuse, .release: false
        }
    }

    /// Whether the act does something of the duty, for what belongs together.
    package var isDoing: Bool { self == .decide || self == .progress }
}

/// What became of a duty that is over.
package struct SettledDuty: Codable, Sendable, Hashable {
    /// Nil when it was withdrawn.
    package var outcome: String?
    package var at: Timestamp
    package init(outcome: String?, at: Timestamp) {
        self.outcome = outcome
        self.at = at
    }
}
