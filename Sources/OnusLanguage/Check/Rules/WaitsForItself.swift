import OnusModel

/// A step that waits for, or takes back, what it lies in itself.
struct WaitsForItself: Rule {
    static let code = "W091"
    static let title = "a step waits for itself"
    static let explanation = """
        `wait: {settled: [STEPS]}` goes on when none of the steps is open or can still be reached, \
        and `withdraw: [STEPS]` takes back what is open in them. Neither can name the step itself or \
        a block around it: while the step is open, so is the block. Nor can a step of a handler be \
        settled while the scope's own steps still wait, since the handler may begin as long as they \
        do. Name the steps that are meant, or lead out of the block with `then`.

        Steps in branches beside each other must not wait for each other either, two or more of \
        them, whatever they wait for – that others have settled, as above, that they have finished \
        (`receive: steps.ID`), or that a variable is set (`wait: {when: …}`): what comes after \
        another wait does not come before that one goes on. Let one of them wait for something \
        that comes before the others, or give it an end with `within:`.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        for entry in workflow.tree.entries {
            switch entry.syntax.verb {
            case .withdraw(let steps):
                for step in steps { check(step, entry, "takes back", workflow, &report) }
            case .wait(.settled(let steps)):
                for step in steps {
                    check(step, entry, "waits for", workflow, &report)
                    checkHandlers(step, entry, workflow, &report)
                }
            default: break
            }
        }
        checkCircles(workflow, &report)
    }

    private func checkCircles(_ workflow: WorkflowContext, _ report: inout Report) {
        for circle in MutualWaits(workflow).circles {
            let entries = circle.map { workflow.tree.entries[$0] }
            guard let last = entries.last, let place = last.syntax.verb.awaited else { continue }
            report.error(
                "\(Spelling.list(entries.map(\.id))) wait for each other, and none of them goes on",
                at: place,
                help: "let one of them wait for a step that does not come after the others",
                related: entries.dropLast().map {
                    Diagnostic.Related("`\($0.id)` waits here", at: $0.syntax.id.location)
                })
        }
    }

    private func check(
        _ name: Located<String>, _ entry: StepTree.Entry, _ verb: String,
        _ workflow: WorkflowContext, _ report: inout Report
    ) {
        guard let step = workflow.tree[name.value],
            workflow.tree.isInside(entry.index, step.index)
        else { return }
        report.error(
            step.index == entry.index
                ? "`\(entry.id)` \(verb) itself"
                : "`\(entry.id)` \(verb) `\(step.id)`, in which it lies itself",
            at: name.location, help: "name steps beside it, or lead out of the block with `then`")
    }

    private func checkHandlers(
        _ name: Located<String>, _ entry: StepTree.Entry, _ workflow: WorkflowContext,
        _ report: inout Report
    ) {
        let tree = workflow.tree
        guard let step = tree[name.value] else { return }
        let own = Set(tree.enclosing(entry.list))
        for list in tree.enclosing(step.list) {
            guard case .handler(let handler) = tree.lists[list].kind, !own.contains(list),
                let owner = tree.lists[list].owner, tree.isInside(entry.index, owner)
            else { continue }
            report.error(
                "`\(entry.id)` waits until `\(step.id)` is settled, which the handler "
                    + "`\(handler.id.value)` may begin as long as it waits",
                at: name.location, help: "wait behind the scope instead")
        }
    }
}

extension VerbSyntax {
    /// The first thing that a waiting step waits for, where it is written.
    fileprivate var awaited: SourceLocation? {
        switch self {
        case .wait(.settled(let steps)): steps.first?.location
        case .wait(.condition(let condition)): condition.location
        case .receive(let receive): receive.pattern.events.first?.location
        default: nil
        }
    }
}
