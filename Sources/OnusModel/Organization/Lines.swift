import OnusPlugin

// Who stands where in the organisation. The words are those of the workflow language.
extension Organization {
    /// The people of a role; empty when there is no such role.
    package func role(_ name: String) -> [Person] { roles[name] ?? [] }

    package func head(of unit: String) -> Person? { self.unit(unit)?.head }

    package func deputies(of unit: String) -> [Person] { self.unit(unit)?.deputies ?? [] }

    /// Everybody whose unit it is, without the units below it.
    package func members(of unit: String) -> [Person] {
        people.filter { $0.unit == unit }.map(\.id)
    }

    /// The head of the person's unit; for that head, the head of the unit above. Units that have
    /// no head, or the person as head, are passed over.
    package func manager(of person: Person) -> Person? {
        guard let member = member(person) else { return nil }
        var seen: Set<String> = []
        var next: String? = member.unit
        while let id = next, seen.insert(id).inserted, let unit = unit(id) {
            if let head = unit.head, head != person { return head }
            next = unit.parent
        }
        return nil
    }

    /// The reporting line above the person, nearest first, without a repeat.
    package func chain(above person: Person) -> [Person] {
        var line: [Person] = []
        var seen: Set<Person> = [person]
        var next = manager(of: person)
        while let manager = next, seen.insert(manager).inserted {
            line.append(manager)
            next = self.manager(of: manager)
        }
        return line
    }

    package func isAbsent(_ person: Person, on day: CivilDate) -> Bool {
        absences.contains { $0.person == person && $0.between.contains(day) }
    }

    /// Whom the person may act for on this day in this workflow.
    package func principals(
        of person: Person, on day: CivilDate, in workflow: WorkflowID
    ) -> [Person] {
        delegations.filter { delegation in
            delegation.to == person && delegation.between.contains(day)
                && delegation.workflows.map { $0.contains(workflow) } ?? true
        }.map(\.from)
    }
}
