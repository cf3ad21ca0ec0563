import ApprovalTasks
import EscalationTasks
import FundTasks
import NotificationTasks
import OnusCalendar
import OnusCatalog
import OnusEngine
import OnusLanguage
import OnusModel
import OnusPlugin
import OnusValues
import RandomWorkflows
import ResponsibilityTasks
import SupervisionTasks
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Random workflows, run to their end under random decisions, events and time.
///
/// `ONUS_RANDOM_WORKFLOWS=10000` for the nightly form, `ONUS_RANDOM_SEED` for others.
@Suite("Random workflows")
struct RandomRunTests {
    private static let count = number("ONUS_RANDOM_WORKFLOWS", or: 500)
    private static let first = number("ONUS_RANDOM_SEED", or: 1)

    private static func number(_ name: String, or standard: Int) -> Int {
        getenv(name).flatMap { Int(String(cString: $0)) } ?? standard
    }

    private static let catalog = try? Catalog(
        plugins: [
            ApprovalPlugin.self, ResponsibilityPlugin.self, SupervisionPlugin.self,
            EscalationPlugin.self, FundPlugin.self, NotificationPlugin.self,
        ])

    private static func files(
        _ workflow: RandomWorkflow, _ text: String, _ catalog: Catalog
    ) -> CheckedFiles {
        let others = workflow.others.enumerated().map {
            Source(path: "other\($0).yaml", text: $1)
        }
        let sources = others + [Source(path: "random.yaml", text: text)]
        return Checker.check(sources.map { Parser.parse($0) } + around, catalog: catalog)
    }

    private static let around = [
        Source(path: "house.yaml", text: RandomWorkflow.organization),
        Source(path: "plain.yaml", text: RandomWorkflow.calendar),
    ].map { Parser.parse($0) }

    /// What was published in spring.
    private static let shortCalendars: [String: WorkingCalendar] = {
        let text = RandomWorkflow.calendar(publishedUntil: "2026-06-30")
        let file = Parser.parse(Source(path: "plain.yaml", text: text))
        guard case .calendar(let calendar) = file.content,
            let days = try? calendar.calendar().get()
        else { return [:] }
        return ["plain": days]
    }()

    /// What became of all of them.
    fileprivate struct Tally: Sendable {
        var accepted = 0
        var refused: [String: Int] = [:]
        var refusedSeeds: [UInt64] = []
        var unguarded = 0
        var dead = 0
        var ended = 0
        var open = 0
        var events = 0
        var words: Set<String> = []
        var kinds: Set<String> = []
    }

    @Test("what the checker accepts ends, loses no duty and keeps every promise on its way")
    func all() async throws {
        let catalog = try #require(Self.catalog)
        let tally = try await withThrowingTaskGroup(of: Tally.self) { group in
            // As many at once as there are processors, each with every so-manieth seed.
            let lanes = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
            for lane in 0..<lanes {
                group.addTask {
                    try await Self.tally(stride(from: lane, to: Self.count, by: lanes), catalog)
                }
            }
            return try await group.reduce(into: Tally()) { $0.add($1) }
        }
        print("random workflows: \(tally.line)")
        #expect(
            tally.refused.isEmpty,
            "either the checker or the generator is wrong: seeds \(tally.refusedSeeds.sorted())")
        #expect(tally.accepted > Self.count * 8 / 10)
        #expect(tally.open == 0, "a run that cannot end, or a loop that nobody can leave")
    }

    private static func tally(
        _ numbers: some Sequence<Int>, _ catalog: Catalog
    ) async throws -> Tally {
        var tally = Tally()
        for seed in numbers.lazy.map({ first + $0 }) {
            // Other tests are to come to their turn.
            await Task.yield()
            let workflow = RandomWorkflow(seed: UInt64(seed))
            guard let files = accepted(workflow, workflow.text, catalog, &tally) else { continue }
            tally.accepted += 1
            tally.words.formUnion(workflow.words)
            // Whether its runs can move to the next version takes a second check.
            let next = seed % 4 == 0 ? accepted(workflow, workflow.next, catalog, &tally) : nil
            let street = try run(workflow, files, next, catalog)
            for fault in street.faults.prefix(3) {
                Issue.record("seed \(seed): \(fault)\n\(workflow.text)")
            }
            if !street.openRuns.isEmpty, getenv("ONUS_RANDOM_SHOW") != nil {
                print("seed \(seed) still goes on:", street.lastEvents)
            }
            tally.take(street)
        }
        return tally
    }

    /// Nil when it is refused, which the tally says.
    private static func accepted(
        _ workflow: RandomWorkflow, _ text: String, _ catalog: Catalog, _ tally: inout Tally
    ) -> CheckedFiles? {
        let files = files(workflow, text, catalog)
        let errors = files.diagnostics.filter { $0.severity == .error }
        if errors.isEmpty { return files }
        // What a step left out may not have given is meant to be refused.
        let others = errors.filter { $0.code != "W042" || !workflow.isBold }
        if others.isEmpty {
            tally.unguarded += 1
            return nil
        }
        // So is what stands behind conditions that chance made contradict each other.
        if others.allSatisfy({ $0.code == "W062" && $0.message.hasSuffix("the inputs are") }) {
            tally.dead += 1
            return nil
        }
        for code in Set(errors.map(\.code)) { tally.refused[code, default: 0] += 1 }
        tally.refusedSeeds.append(workflow.seed)
        if getenv("ONUS_RANDOM_SHOW") != nil {
            print("seed \(workflow.seed): \(errors.map(\.summary))\n\(text)")
        }
        return nil
    }

    private static func run(
        _ workflow: RandomWorkflow, _ files: CheckedFiles, _ next: CheckedFiles?,
        _ catalog: Catalog
    ) throws -> Street {
        let start = try #require(Timestamp("2026-06-01T01:00:00Z"))
        let id = WorkflowID("random-\(workflow.seed)")
        var street = Street(
            files, next: next?.workflows.map(Compiler.compile).first { $0.workflow == id },
            catalog: catalog, seed: workflow.seed, at: start)
        if workflow.seed % 3 == 0 { street.begin(with: Self.shortCalendars) }
        try street.start(id, as: workflow.beginning)
        for _ in 0..<40 where !street.openRuns.isEmpty { street.anything(events: workflow.events) }
        var turns = 0
        while turns < 5_000, !street.openRuns.isEmpty, street.faults.isEmpty {
            street.isEnding = turns > 150
            if !street.goOn(events: workflow.events) {
                street.faults.append(
                    "nothing that anybody can do brings \(street.openRuns) on (I6)")
            }
            turns += 1
        }
        return street
    }
}

extension RandomRunTests.Tally {
    fileprivate mutating func add(_ other: Self) {
        accepted += other.accepted
        unguarded += other.unguarded
        dead += other.dead
        ended += other.ended
        open += other.open
        events += other.events
        refused.merge(other.refused, uniquingKeysWith: +)
        refusedSeeds += other.refusedSeeds
        words.formUnion(other.words)
        kinds.formUnion(other.kinds)
    }

    fileprivate mutating func take(_ street: Street) {
        if street.openRuns.isEmpty { ended += 1 } else { open += 1 }
        for record in street.runs.values {
            events += record.events.count
            kinds.formUnion(record.events.map(\.body.kind.rawValue))
        }
    }

    fileprivate var line: String {
        let codes = refused.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        return
            "\(accepted) accepted, \(unguarded) with unguarded reads, \(dead) with dead steps, refused by \(codes), \(ended) ended, \(open) still went on, "
            + "\(events) events of \(kinds.count) kinds"
    }
}

extension Street {
    fileprivate var lastEvents: [String] {
        openRuns.flatMap { run in
            runs[run]?.events.suffix(8).map { "\(run) \($0.body.kind.rawValue)" } ?? []
        }
    }
}

extension Diagnostic {
    fileprivate var summary: String { "\(code) \(location.line):\(location.column) \(message)" }
}
