import OnusModel

/// An event that leads back to itself with nobody asked on the way.
struct EventCircle: Rule {
    static let code = "W097"
    static let title = "an event causes itself"
    static let explanation = """
        A handler, a `receive` in a loop, a `foreach` that adds an item or a start answers an \
        event, and what it does gives the same event again, by itself or over others, while nobody \
        is asked: one event becomes events without end. Put a duty between, give the step an \
        `at_most`, or send an event of another name. A run in which it happens all the same stops \
        after fifty events that caused each other: `emit` raises the error `depth` there.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        for circle in EventCircles(workflow).circles {
            guard let first = circle.events.first else { continue }
            let entry = workflow.tree.entries[circle.step]
            let way = (circle.events + [first]).map { "`\($0)`" }.joined(separator: " → ")
            report.error(
                circle.events.count == 1
                    ? "`\(entry.id)` answers the event `\(first)` with the same event"
                    : "events cause each other in a circle: \(way)",
                at: entry.syntax.id.location,
                help: "put a duty between, give `\(entry.id)` an `at_most`, or use another event")
        }
    }
}
