import OnusCEL
import OnusModel
import OnusPlugin

/// A separation that the people who are there cannot meet.
struct UnmetSeparation: Rule {
    static let code = "W081"
    static let title = "a separation cannot be met"
    static let explanation = """
        `separate:` keeps people apart, so there must be enough of them: two entries that the same \
        one person has to do can never both be done. Checked against an organisation, the checker \
        looks for one person for each duty so that all lists hold, and when there is none, names \
        the fewest duties that cannot be kept apart. Give one of them to somebody else.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        let separation = SeparatedDuties(workflow)
        var told: Set<[String]> = []
        for truths in separation.cases {
            if let pair = separation.samePerson(truths) {
                let names = pair.slots.map(\.name)
                guard told.insert(names).inserted else { continue }
                report.error(
                    "\(Spelling.list(names)) are kept apart, but the same person "
                        + "\(pair.slots.contains { $0.step == nil } ? "starts it and " : "")does both",
                    at: pair.location, help: "let somebody else do one of them",
                    related: pair.slots.compactMap(related))
                continue
            }
            guard let conflict = separation.conflict(truths) else { continue }
            let names = conflict.slots.map(\.name)
            guard told.insert(names).inserted else { continue }
            let people = Set(conflict.slots.flatMap(\.people)).sorted().map(\.id)
            report.error(
                "\(Spelling.list(names)) cannot be kept apart, since only "
                    + "\(Spelling.list(people)) can do them",
                at: conflict.location,
                help: "give one of them to somebody else, or add people to its role",
                related: conflict.slots.compactMap(related))
        }
    }

    private func related(_ slot: SeparatedDuties.Slot) -> Diagnostic.Related? {
        guard let location = slot.location else { return nil }
        guard !slot.people.isEmpty else {
            return Diagnostic.Related("who does `\(slot.name)`", at: location)
        }
        let names = Spelling.list(slot.people.map(\.id), "or")
        return Diagnostic.Related("`\(slot.name)` is done by \(names)", at: location)
    }
}
