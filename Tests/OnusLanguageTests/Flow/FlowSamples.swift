import OnusLanguage
import OnusModel
import OnusPlugin
import Testing

/// Workflows of tests as rules see them, with two tasks of which all is known.
enum FlowSamples {
    static let duty = TaskFacts(
        name: "duty", isDuty: true,
        outcomes: [Outcome("approved", continues: true), Outcome("rejected")], errors: [])
    static let action = TaskFacts(name: "action", isDuty: false, outcomes: [], errors: ["broken"])

    static func context(of text: String) throws -> WorkflowContext {
        let parsed = Parser.parse(Source(path: "random.yaml", text: text))
        try #require(parsed.diagnostics.isEmpty, "\(parsed.diagnostics) \(text)")
        guard case .workflow(let workflow) = parsed.content else {
            throw NoWorkflow()
        }
        let tree = StepTree(workflow)
        let tasks = tree.entries.map { entry -> TaskFacts? in
            guard case .task(let task) = entry.syntax.verb else { return nil }
            return task.name.value == "duty" ? duty : action
        }
        return WorkflowContext(
            workflow: workflow, tree: tree, tasks: tasks,
            duties: tasks.map { $0?.isDuty == true ? workflow.duties : nil },
            surroundings: Surroundings())
    }

    struct NoWorkflow: Error {}
}
