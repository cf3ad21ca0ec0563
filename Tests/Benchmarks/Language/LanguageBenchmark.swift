import ApprovalTasks
import EscalationTasks
import FundTasks
import NotificationTasks
import OnusCatalog
import OnusLanguage
import OnusModel
import OnusValues
import OnusYAML
import ProcessTasks
import ResponsibilityTasks
import SupervisionTasks

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A workflow file to a checked plan, beside the YAML reader alone on the same bytes.
///
/// Both are counted in the processor time of this thread and take turns.
@main
struct LanguageBenchmark {
    static func main() {
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let seconds = Double(arguments[2]) else {
            fail("language-benchmark FOLDER_OF_WORKFLOWS SECONDS")
        }
        do {
            let surroundings = try Surroundings(arguments[1])
            let fund = try surroundings.read("technology-transfer/special-fund.yaml")
            let long = Source(path: "long.yaml", text: LongWorkflow(bytes: 200_000).text)
            for (name, source) in [("special-fund.yaml", fund), ("long", long)] {
                try surroundings.expectPlan(of: source)
                let figures = measure(name, source, surroundings, seconds: seconds)
                print(Value.map(figures).canonicalJSONText)
            }
            for crowd in Crowd.all {
                let figures = try measure(crowd, surroundings, seconds: seconds)
                print(Value.map(figures).canonicalJSONText)
            }
        } catch {
            fail("language-benchmark: \(error)")
        }
    }

    private static func measure(
        _ name: String, _ source: Source, _ surroundings: Surroundings, seconds: Double
    ) -> ValueMap {
        var (whole, yaml, rounds) = (0.0, 0.0, 0)
        repeat {
            whole += time { _ = surroundings.plans(of: source) }
            yaml += time { _ = YAMLReader.read(source.bytes) }
            rounds += 1
        } while whole + yaml < seconds
        let megabytes = Double(source.bytes.count * rounds) / 1e6
        return [
            "benchmark": "check", "file": .string(name), "bytes": .int(Int64(source.bytes.count)),
            "mb_per_second": .double((megabytes / whole * 100).rounded() / 100),
            "yaml_mb_per_second": .double((megabytes / yaml * 100).rounded() / 100),
            "ratio_to_yaml": .double((whole / yaml * 100).rounded() / 100),
            "ms_per_file": .double((whole / Double(rounds) * 1e5).rounded() / 100),
        ]
    }

    /// Whether there are people for what is kept apart, beside the same check without people.
    private static func measure(
        _ crowd: Crowd, _ surroundings: Surroundings, seconds: Double
    ) throws -> ValueMap {
        let source = Source(path: "crowd.yaml", text: crowd.text)
        func check(_ organization: Organization?, _ mayOneBeAway: Bool = false) -> Set<String> {
            let files = Checker.check(
                [source], catalog: surroundings.catalog, organization: organization,
                mayOneBeAway: mayOneBeAway)
            return Set(files.diagnostics.map(\.code))
        }
        let answer = check(crowd.organization, true)
        guard answer.isSubset(of: ["W081", "W084"]) else {
            throw Surroundings.Mistakes(description: "\(answer.sorted()) in \(crowd.name)")
        }
        var (all, away, nobody, rounds) = (0.0, 0.0, 0.0, 0)
        repeat {
            all += time { _ = check(crowd.organization) }
            away += time { _ = check(crowd.organization, true) }
            nobody += time { _ = check(nil) }
            rounds += 1
        } while all + away + nobody < seconds / 2
        func milliseconds(_ seconds: Double) -> Value {
            .double((seconds / Double(rounds) * 1e5).rounded() / 100)
        }
        return [
            "benchmark": "people", "case": .string(crowd.name), "steps": 30, "people": 200,
            "found": .list(answer.sorted().map { .string($0) }), "ms": milliseconds(all),
            "ms_any_one_away": milliseconds(away), "ms_without_people": milliseconds(nobody),
        ]
    }

    private static func time(_ body: () -> Void) -> Double {
        let start = threadSeconds
        body()
        return threadSeconds - start
    }

    private static var threadSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func fail(_ message: String) -> Never {
        let line = Array("\(message)\n".utf8)
        _ = write(2, line, line.count)
        exit(2)
    }
}

/// What the workflows of the folder are checked against.
private struct Surroundings {
    private let folder: String
    let catalog: Catalog
    private let organization: Organization?
    private let known: [WorkflowSyntax]

    struct Mistakes: Error, CustomStringConvertible {
        let description: String
    }

    init(_ folder: String) throws {
        self.folder = folder
        catalog = try Catalog(plugins: [
            ApprovalPlugin.self, EscalationPlugin.self, FundPlugin.self, NotificationPlugin.self,
            ProcessPlugin.self, ResponsibilityPlugin.self, SupervisionPlugin.self,
        ])
        let holding = try Self.read(folder, "organizations/provincial-holding.yaml")
        let started = try Self.read(folder, "technology-transfer/accountability-case.yaml")
        organization = Checker.check([holding], catalog: catalog).organizations.first?.organization
        if case .workflow(let syntax) = Parser.parse(started).content {
            known = [syntax]
        } else {
            known = []
        }
    }

    func read(_ path: String) throws -> Source { try Self.read(folder, path) }

    private static func read(_ folder: String, _ path: String) throws -> Source {
        try Source(reading: "\(folder)/\(path)")
    }

    private func check(_ source: Source) -> CheckedFiles {
        Checker.check(
            [source], catalog: catalog, organization: organization, calendars: ["cn"], known: known)
    }

    func plans(of source: Source) -> [Plan] { check(source).workflows.map(Compiler.compile) }

    /// Throws when the checker found something, so that only whole plans are measured.
    func expectPlan(of source: Source) throws {
        let checked = check(source)
        guard checked.diagnostics.isEmpty, checked.workflows.count == 1 else {
            throw Mistakes(
                description: checked.diagnostics.prefix(5).map {
                    "\($0.location.line): \($0.message)"
                }
                .joined(separator: "\n"))
        }
    }
}
