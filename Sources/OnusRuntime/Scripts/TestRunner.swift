import OnusCalendar
import OnusCatalog
import OnusLanguage
import OnusModel
import OnusPlugin
import OnusStore

/// Runs workflow tests, each on a store in memory and a virtual clock of its own.
package struct TestRunner: Sendable {
    let catalog: Catalog
    let deployment: Deployment
    let makeStore: @Sendable () -> any Store

    package init(
        catalog: Catalog, deployment: Deployment, store: @escaping @Sendable () -> any Store
    ) {
        self.catalog = catalog
        self.deployment = deployment
        makeStore = store
    }

    /// What became of one case.
    package struct CaseResult: Sendable {
        package var name: String
        package var problems: [ScriptProblem]
        /// Nil when the run could not even start.
        package var report: RunReport?
        package var passed: Bool { problems.isEmpty }
    }

    package func run(_ test: TestFile) async -> [CaseResult] {
        var results: [CaseResult] = []
        for testCase in test.cases { results.append(await run(testCase, of: test)) }
        return results
    }

    private func run(_ testCase: TestCase, of test: TestFile) async -> CaseResult {
        var result = CaseResult(name: testCase.name.value, problems: [])
        do {
            let workflow = WorkflowID(test.workflow.value)
            let started = try await start(testCase, workflow, at: test.workflow.location)
            do {
                let player = ScriptPlayer(runtime: started.runtime, run: started.run)
                try await player.play(testCase.script)
                try await player.finish()
            } catch let problem as ScriptProblem {
                result.problems.append(problem)
            }
            let report = try await started.runtime.report(on: started.run)
            result.report = report
            let history = try await History(started.runtime, started.run)
            for expectation in testCase.expectations {
                result.problems += expectation.problems(with: report, history, deployment)
            }
        } catch let problem as ScriptProblem {
            result.problems.append(problem)
        } catch {
            result.problems.append(ScriptProblem("\(error)", at: testCase.name.location))
        }
        return result
    }

    private func start(
        _ testCase: TestCase, _ workflow: WorkflowID, at location: SourceLocation
    ) async throws -> (runtime: OnusRuntime, run: RunID) {
        guard let plan = deployment.plans.first(where: { $0.workflow == workflow }) else {
            throw ScriptProblem("there is no workflow `\(workflow)` to test", at: location)
        }
        let clock = VirtualClock(at: try startTime(testCase))
        var configuration = OnusRuntime.Configuration()
        configuration.seed = 1
        let runtime = OnusRuntime(
            store: makeStore(), catalog: catalog, clock: clock, configuration: configuration)
        try await runtime.deploy(deployment)
        let inputs = try testCase.start.inputs.values(for: plan.inputs)
        let person = Person.ofTest(testCase.start.by.value)
        // What events or the calendar would start, a test starts by hand.
        let (run, answer) = try await runtime.start(
            workflow, by: person, inputs: inputs, signal: plan.startsByItself ? "test" : nil)
        if case .refused(let refusal) = answer {
            throw ScriptProblem(refusal.message, at: testCase.start.by.location)
        }
        return (runtime, run)
    }

    /// When the case says, or else on the first morning of the calendar's last published year.
    private func startTime(_ testCase: TestCase) throws -> Timestamp {
        if case .instant(let time) = testCase.start.at { return time }
        guard let definition = deployment.calendar else {
            throw ScriptProblem("there is no calendar", at: testCase.name.location)
        }
        let calendar = try WorkingCalendar(definition)
        switch testCase.start.at {
        case .instant(let time): return time
        case .local(let local): return try calendar.zone.instant(of: local)
        case nil:
            let year = definition.publishedUntil?.year ?? 2026
            guard let day = CivilDate(year: year, month: 3, day: 2),
                let morning = TimeOfDay(hour: 9, minute: 0)
            else { return .epoch }
            return try calendar.zone.instant(of: CivilDateTime(day, morning))
        }
    }
}

/// What happened in a run and in those that it made start.
struct History: Sendable {
    var events: [Event]
    /// The workflows of the runs that it made start.
    var started: [String]

    init(_ runtime: OnusRuntime, _ run: RunID) async throws {
        let family = try await runtime.family(of: run)
        events = []
        started = []
        for member in family {
            events += try await runtime.events(of: member)
            if member != run, let state = try await runtime.store.run(member) {
                started.append(state.workflow.rawValue)
            }
        }
    }

    /// The marks that the duties of a step got, in the order in which they got them.
    func marks(at step: String?) -> [Mark] {
        var duties: [DutyID: String] = [:]
        var marks: [Mark] = []
        for event in events {
            switch event.body {
            case .dutyOpened(let duty): duties[duty.duty] = duty.step.rawValue
            case .rungFired(let rung):
                guard step == nil || duties[rung.duty] == step, let mark = rung.mark else {
                    continue
                }
                if marks.last != mark { marks.append(mark) }
            default: break
            }
        }
        return marks
    }
}

extension Person {
    /// Whom a test names; `public` is somebody who is nobody of the organisation.
    static func ofTest(_ name: String) -> Person {
        name == "public" ? .holding(receipt: "test") : Person(name)
    }
}

extension Plan {
    fileprivate var startsByItself: Bool { startedOn != nil || startedEvery != nil }
}
