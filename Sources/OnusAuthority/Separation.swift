import OnusModel
import OnusPlugin

/// The `separate:` lists of a workflow with everybody who has acted so far.
package struct Separation: Sendable {
    package struct Entry: Sendable {
        /// The steps it covers; empty for an entry that only names people.
        package var steps: Set<StepID>
        /// Who has acted in it, or is named by it.
        package var people: Set<Person>
        /// How a message calls it.
        package var name: String

        package init(name: String, steps: Set<StepID>, people: Set<Person>) {
            self.name = name
            self.steps = steps
            self.people = people
        }
    }

    /// A step that the same person does, with whoever has done it.
    package struct Companion: Sendable {
        package var step: StepID
        package var people: Set<Person>

        package init(step: StepID, people: Set<Person>) {
            self.step = step
            self.people = people
        }
    }

    package var lists: [[Entry]]
    /// Of the step that is asked about.
    package var together: [Companion]

    package init(lists: [[Entry]], together: [Companion] = []) {
        self.lists = lists
        self.together = together
    }

    /// A step that somebody else has done and that the same person must do as the one asked about.
    package func stranger(_ people: [Person]) -> Companion? {
        together.first { $0.people.isDisjoint(with: people) }
    }

    /// The entry in which the person has acted and which therefore closes this step to them.
    package func conflict(of person: Person, at step: StepID) -> Entry? {
        for list in lists where list.contains(where: { $0.steps.contains(step) }) {
            for entry in list where !entry.steps.contains(step) {
                if entry.people.contains(person) { return entry }
            }
        }
        return nil
    }
}
