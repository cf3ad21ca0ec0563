import OnusModel

/// Two steps, or a step and a handler, with one id.
struct DuplicateID: Rule {
    static let code = "W007"
    static let title = "an id is given twice"
    static let explanation = """
        A step is known by its id in `then`, in expressions and in the record, so an id stands for \
        one step in the whole workflow, however deep it lies. Handlers under `alongside:` count \
        too. Rename one of the two.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        var first: [String: SourceLocation] = [:]
        for id in workflow.tree.ids {
            guard let earlier = first[id.value] else {
                first[id.value] = id.location
                continue
            }
            report.error(
                "the id `\(id.value)` is already that of another step", at: id.location,
                help: "an id is unique in the whole workflow; rename one of the two",
                related: [.init("first given here", at: earlier)])
        }
    }
}
