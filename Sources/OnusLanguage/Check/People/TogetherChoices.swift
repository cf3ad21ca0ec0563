import OnusModel
import OnusPlugin

/// Whether what the same person does can be done by that person whoever of those who are asked does
/// the first of it.
struct TogetherChoices {
    private let staffing: Staffing
    private let flow: StepsOfOneRun

    /// Nil without an organisation.
    init?(_ workflow: WorkflowContext) {
        guard let staffing = workflow.staffing, let flow = staffing.flows[[]] else { return nil }
        (self.staffing, self.flow) = (staffing, flow)
    }

    func check(_ list: TogetherSyntax, _ report: inout Report) {
        for one in list.steps {
            for other in list.steps where other.value != one.value {
                guard let first = post(of: one), let second = post(of: other),
                    staffing.partners[first].contains(second), mayPrecede(first, second)
                else { continue }
                guard !checkPeople(first, second, one, other, &report) else { break }
                guard !checkApart(first, second, one, other, &report) else { break }
            }
        }
    }

    private func post(of step: Located<String>) -> Int? {
        staffing.workflow.tree[step.value].flatMap { entry in
            staffing.posts.indices.first {
                staffing.posts[$0].path == [entry.index] && staffing.posts[$0].part == .doer
            }
        }
    }

    /// Whether somebody may act in the one post before the other one is closed.
    private func mayPrecede(_ one: Int, _ other: Int) -> Bool {
        if staffing.canPrecede(one, other) { return true }
        guard let step = staffing.posts[one].step, let next = staffing.posts[other].step else {
            return false
        }
        return flow.isBeside(step, next) || flow.isBeside(next, step)
    }

    private func checkPeople(
        _ first: Int, _ second: Int, _ one: Located<String>, _ other: Located<String>,
        _ report: inout Report
    ) -> Bool {
        // Of those whom the engine picks it is told elsewhere.
        guard staffing.posts[first].draw == nil else { return false }
        let situations = staffing.situations(of: [first, second]) ?? []
        for situation in situations {
            let casting = Casting(staffing, situation)
            guard let asked = casting.people(for: first), let able = casting.people(for: second),
                let stranger = asked.first(where: { !able.contains($0) }),
                !Set(asked).isDisjoint(with: able)
            else { continue }
            let name = staffing.persons([stranger])[0].id
            report.error(
                "`\(name)` may do `\(one.value)`\(when(situation, situations)), and then nobody "
                    + "may do `\(other.value)`, which belongs together with it", at: one.location,
                help: "ask only people for `\(one.value)` who can do both",
                related: related([second]))
            return true
        }
        return false
    }

    private func checkApart(
        _ first: Int, _ second: Int, _ one: Located<String>, _ other: Located<String>,
        _ report: inout Report
    ) -> Bool {
        for third in staffing.apart[second].subtracting(staffing.apart[first]).sorted() {
            guard third != first, mayPrecede(third, second),
                staffing.canHaveAll([first, second, third]),
                let found = both(first, third, with: second)
            else { continue }
            let name = staffing.posts[third].words(1)
            report.error(
                "`\(found.name)` may do `\(one.value)` and \(name)\(found.when), and then nobody "
                    + "may do `\(other.value)`", at: one.location,
                help: "keep `\(one.value)` and \(name) apart as well", related: related([third]))
            return true
        }
        return false
    }

    /// Somebody who may do two posts in a run that comes to a third.
    private func both(
        _ first: Int, _ third: Int, with second: Int
    ) -> (name: String, when: String)? {
        let situations = staffing.situations(of: [first, second, third]) ?? []
        for situation in situations {
            let casting = Casting(staffing, situation)
            guard let asked = casting.people(for: first), let others = casting.people(for: third),
                let able = casting.people(for: second),
                let person = asked.first(where: { others.contains($0) && able.contains($0) })
            else { continue }
            return (staffing.persons([person])[0].id, when(situation, situations))
        }
        return nil
    }

    private func when(_ situation: Situation, _ all: [Situation]) -> String {
        all.count > 1 ? situation.text.map { " when \($0)" } ?? "" : ""
    }

    private func related(_ posts: [Int]) -> [Diagnostic.Related] {
        posts.compactMap { index in
            let post = staffing.posts[index]
            return post.location.map { .init("who does \(post.words(1))", at: $0) }
        }
    }
}
