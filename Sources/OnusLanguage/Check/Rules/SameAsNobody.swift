import OnusModel

/// A duty for whoever did a step that a run can pass by.
struct SameAsNobody: Rule {
    static let code = "W111"
    static let title = "a duty for whoever did a step that may not have been done"
    static let explanation = """
        `allocate: {same_as: STEP}` gives a duty to those who acted in the step. A run that comes \
        here without it finds nobody: the duty falls to whom `absent:` says, as a rule the \
        accountable person, or it is an incident. Let the step be done on every way here, or say \
        who else has the duty. The same happens where `separate` keeps the two apart.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        for entry in workflow.tree.entries {
            guard let duty = workflow.duties[entry.index],
                case .task = entry.syntax.verb, let allocation = duty.allocation,
                case .sameAs(let step) = allocation.value,
                let other = workflow.tree[step.rawValue]
            else { continue }
            if let list = workflow.separation(of: other.index, and: entry.index) {
                report.error(
                    "`\(entry.id)` goes to who did `\(step)`, and `separate` keeps them from it",
                    at: allocation.location,
                    help: "give the duty to somebody else, or remove one of the two",
                    related: [.init("they are kept apart here", at: list.location)])
                continue
            }
            guard !workflow.flow.certain.hasFinished(other.index, inside: entry.index)
            else { continue }
            let isItself = other.index == entry.index
            let message =
                isItself
                ? "nobody has done `\(step)` when a run first comes to it"
                : "a run can come to `\(entry.id)` without `\(step)`"
            let help =
                isItself
                ? "name the step whose doers have it, or give the duty to somebody by name"
                : "let `\(step)` be done on every way here, or give the duty to somebody by name"
            if duty.whenNobody?.value == .fail {
                report.error(
                    message + ": then nobody has the duty", at: allocation.location, help: help)
            } else {
                report.warning(
                    message + ": then whoever stands in has the duty", at: allocation.location,
                    help: help)
            }
        }
    }
}

extension WorkflowContext {
    /// The list of `separate` whose entries name two steps, or blocks around them.
    fileprivate func separation(of one: Int, and other: Int) -> SeparateSyntax? {
        func names(_ entry: SeparateSyntax.Entry, _ step: Int) -> Bool {
            entry.parts.contains { part in
                tree[part.text].map { tree.isInside(step, $0.index) } ?? false
            }
        }
        return workflow.separate.first { list in
            let entries = list.entries.enumerated()
            return entries.contains { first in
                names(first.element, one)
                    && entries.contains { $0.offset != first.offset && names($0.element, other) }
            }
        }
    }
}
