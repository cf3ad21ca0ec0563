import OnusCalendar
import OnusModel

/// A rung that does nothing, or the same thing again and again to no purpose.
struct UselessRung: Rule {
    static let code = "W069"
    static let title = "a rung makes no sense"
    static let explanation = """
        A rung says what happens at its time: it reminds, notifies, marks, adds or assigns people, \
        raises the matter, starts a workflow, runs a task or decides. `repeat` is for reminding and \
        telling people; deciding ends the duty, and a workflow is started once.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        for rung in workflow.ladders.flatMap(\.rungs) {
            if !rung.doesSomething {
                report.error(
                    "the rung at `\(rung.at.value.text)` does nothing", at: rung.location,
                    help: "say what happens then, such as `remind: responsible`, or remove it")
            }
            guard let repetition = rung.repetition else { continue }
            if repetition.every.isZero {
                report.error(
                    "the rung is repeated every `\(repetition.every)`, which is no time",
                    at: rung.location, help: "such as `every: 1 workday`")
            }
            if let decide = rung.decide {
                report.error(
                    "a rung that decides `\(decide.value)` ends the duty and cannot be repeated",
                    at: decide.location, help: "repeat a rung before it, and decide afterwards")
            } else if let start = rung.start {
                report.error(
                    "this rung would start `\(start.value)` again with every repetition",
                    at: start.location, help: "start it in a rung of its own")
            }
        }
    }
}

extension RungSyntax {
    fileprivate var doesSomething: Bool {
        mark != nil || remind != nil || notify != nil || add != nil || assign != nil || raise != nil
            || start != nil || decide != nil || task != nil
    }
}
