import ApprovalTasks
import EscalationTasks
import FundTasks
import NotificationTasks
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

    private static func files(_ workflow: RandomWorkflow, _ catalog: Catalog) -> CheckedFiles {
        var sources = workflow.others.enumerated().map { Source(path: "other\($0).yaml", text: $1) }
        sources.append(Source(path: "random.yaml", text: workflow.text))
        sources.append(Source(path: "house.yaml", text: RandomWorkflow.organization))
        sources.append(Source(path: "plain.yaml", text: RandomWorkflow.calendar))
        return Checker.check(sources, catalog: catalog)
    }

    /// What became of all of them.
    fileprivate struct Tally {
        var accepted = 0
        var refused: [String: Int] = [:]
        var unguarded = 0
        var ended = 0
        var open = 0
        var events = 0
        var words: Set<String> = []
        var kinds: Set<String> = []
    }

    @Test("what the checker accepts ends, loses no duty and keeps every promise on its way")
    func all() throws {
        let catalog = try #require(Self.catalog)
        var tally = Tally()
        for seed in Self.first..<(Self.first + Self.count) {
            let workflow = RandomWorkflow(seed: UInt64(seed))
            let files = Self.files(workflow, catalog)
            let errors = files.diagnostics.filter { $0.severity == .error }
            guard errors.isEmpty else {
                // What a step left out may not have given is meant to be refused.
                if errors.allSatisfy({ $0.code == "W042" }), workflow.isBold {
                    tally.unguarded += 1
                    continue
                }
                for code in Set(errors.map(\.code)) { tally.refused[code, default: 0] += 1 }
                if getenv("ONUS_RANDOM_SHOW") != nil {
                    print("seed \(seed): \(errors.map(\.summary))\n\(workflow.text)")
                }
                continue
            }
            tally.accepted += 1
            tally.words.formUnion(workflow.words)
            let street = try Self.run(workflow, files, catalog)
            for fault in street.faults.prefix(3) {
                Issue.record("seed \(seed): \(fault)\n\(workflow.text)")
            }
            tally.take(street)
        }
        print("random workflows: \(tally.line)")
        #expect(tally.refused.isEmpty, "either the checker or the generator is wrong")
        #expect(tally.accepted > Self.count * 8 / 10)
        #expect(tally.ended > tally.accepted * 95 / 100)
    }

    private static func run(
        _ workflow: RandomWorkflow, _ files: CheckedFiles, _ catalog: Catalog
    ) throws -> Street {
        let start = try #require(Timestamp("2026-06-01T01:00:00Z"))
        var street = Street(files, catalog: catalog, seed: workflow.seed, at: start)
        try street.start(WorkflowID("random-\(workflow.seed)"))
        for _ in 0..<40 where !street.openRuns.isEmpty { street.anything(events: workflow.events) }
        var left = 400
        while left > 0, !street.openRuns.isEmpty, street.faults.isEmpty {
            if !street.goOn(events: workflow.events) {
                street.faults.append(
                    "nothing that anybody can do brings \(street.openRuns) on (I6)")
            }
            left -= 1
        }
        return street
    }
}

extension RandomRunTests.Tally {
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
            "\(accepted) accepted, \(unguarded) with unguarded reads, refused by \(codes), \(ended) ended, \(open) still went on, "
            + "\(events) events of \(kinds.count) kinds"
    }
}

extension Diagnostic {
    fileprivate var summary: String { "\(code) \(location.line):\(location.column) \(message)" }
}
