import Synchronization

/// What several rules ask about the people of a workflow, worked out when the first one does.
///
/// WHY: to set it up takes as long as all other rules together.
final class PeopleOnce: Sendable {
    private let sources: Mutex<PeopleSources?>
    private let situations: Mutex<Situations?>
    private let staffing = Mutex<Staffing??>(nil)

    init(sources: PeopleSources? = nil, situations: Situations? = nil) {
        self.sources = Mutex(sources)
        self.situations = Mutex(situations)
    }

    func sources(of workflow: WorkflowContext) -> PeopleSources {
        sources.withLock { known in
            let sources = known ?? PeopleSources(workflow.workflow)
            known = sources
            return sources
        }
    }

    func situations(of workflow: WorkflowContext) -> Situations {
        let sources = sources(of: workflow)
        return situations.withLock { known in
            let situations = known ?? Situations(workflow, sources)
            known = situations
            return situations
        }
    }

    func staffing(of workflow: WorkflowContext) -> Staffing? {
        guard workflow.surroundings.organization != nil else { return nil }
        // WHY: a staffing keeps its workflow, and must not keep itself alive with it.
        let bare = workflow.knowing(
            PeopleOnce(sources: sources(of: workflow), situations: situations(of: workflow)))
        return staffing.withLock { known in
            if let known { return known }
            let staffing = Staffing(bare)
            known = .some(staffing)
            return staffing
        }
    }
}
