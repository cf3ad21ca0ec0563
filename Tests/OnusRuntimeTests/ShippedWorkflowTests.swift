import ApprovalTasks
import EscalationTasks
import Foundation
import FundTasks
import NotificationTasks
import OnusCatalog
import OnusLanguage
import OnusModel
import OnusPlugin
import OnusRuntime
import OnusStore
import ResponsibilityTasks
import SupervisionTasks
import Testing

/// Everything under `Workflows/`, read once.
private struct Shipped {
    let files: CheckedFiles
    let catalog: Catalog
    let deployment: Deployment

    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Workflows")
    static let all = Result { try Shipped() }

    private init() throws {
        let paths = FileManager.default.enumerator(atPath: Self.folder.path)
        let names = (paths?.compactMap { $0 as? String } ?? []).sorted()
        let sources = try names.filter { $0.hasSuffix(".yaml") }.map(Self.source)
        let parsed = sources.map { Parser.parse($0).content }
        let organization = parsed.lazy.compactMap { content in
            if case .organization(let file) = content { file.organization } else { nil }
        }.first
        var settings: [String: Settings] = [:]
        for case .project(let project) in parsed {
            for plugin in project.plugins { settings[plugin.name.value] = Settings(plugin.value) }
        }
        catalog = try Catalog(
            plugins: [
                ApprovalPlugin.self, ResponsibilityPlugin.self, SupervisionPlugin.self,
                EscalationPlugin.self, FundPlugin.self, NotificationPlugin.self,
            ], settings: settings)
        files = Checker.check(sources, catalog: catalog, organization: organization)
        deployment = Deployment(
            plans: files.workflows.map(Compiler.compile), organization: organization,
            calendars: files.calendars.map(\.definition))
    }

    static func source(_ name: String) throws -> Source {
        Source(path: name, bytes: Array(try Data(contentsOf: folder.appending(path: name))))
    }

    func plan(_ name: WorkflowID) throws -> Plan {
        try #require(deployment.plans.first { $0.workflow == name })
    }
}

@Suite("The workflows that are shipped")
struct ShippedWorkflowTests {
    @Test("nothing is wrong in any file")
    func clean() throws {
        let files = try Shipped.all.get().files
        #expect(files.diagnostics.map { "\($0.location.file): \($0.message)" } == [])
        #expect(files.workflows.count == 5)
        #expect(files.tests.count == files.workflows.count)
    }

    @Test("the holding has twelve units and forty people, each with a name in English and Chinese")
    func holding() throws {
        let organization = try #require(try Shipped.all.get().deployment.organization)
        #expect(organization.units.count == 12)
        #expect(organization.people.count == 40)
        let names = organization.people.map(\.name) + organization.units.map(\.name)
        #expect(names.allSatisfy { Set($0.byLanguage.keys) == ["en", "zh"] })
        let tops = Set(organization.people.map { organization.chain(above: $0.id).last ?? $0.id })
        #expect(tops == ["he.ming"])
    }

    @Test("every duty cites a clause")
    func basis() throws {
        for plan in try Shipped.all.get().deployment.plans {
            let duties = plan.body.everyStep.filter {
                if case .duty = $0.verb { true } else { false }
            }
            #expect(!duties.isEmpty)
            #expect(duties.filter { $0.basis.isEmpty }.map(\.id) == [], "\(plan.workflow)")
        }
    }

    @Test(
        "every case of its tests passes",
        arguments: [
            "special-fund", "accountability-case", "supervision-item", "complaint",
            "rectification",
        ])
    func cases(workflow: String) async throws {
        let shipped = try Shipped.all.get()
        let test = try #require(shipped.files.tests.first { $0.workflow.value == workflow })
        let runner = TestRunner(catalog: shipped.catalog, deployment: shipped.deployment) {
            MemoryStore()
        }
        let results = await runner.run(test)
        #expect(!results.isEmpty)
        for result in results {
            let problems = result.problems.map { "\($0.location?.line ?? 0): \($0.message)" }
            #expect(problems == [], "\(result.name)")
        }
    }

    @Test("the story of the demo is played to its end")
    func demo() async throws {
        let shipped = try Shipped.all.get()
        let inputs = try Shipped.source("technology-transfer/special-fund.inputs.json")
        let given = try #require(
            try JSON.parse(String(decoding: inputs.bytes, as: UTF8.self)).mapValue)
        var values = ValueMap()
        for field in try shipped.plan("special-fund").inputs {
            if let value = given[field.name] { values[field.name] = field.read(value) }
        }
        let clock = VirtualClock(at: try #require(Timestamp("2026-03-02T09:00:00+08:00")))
        let runtime = OnusRuntime(store: MemoryStore(), catalog: shipped.catalog, clock: clock)
        try await runtime.deploy(shipped.deployment)
        let (run, _) = try await runtime.start("special-fund", by: "sun.li", inputs: values)
        let script = Parser.script(
            try Shipped.source("technology-transfer/special-fund.script.yaml"))
        let player = ScriptPlayer(runtime: runtime, run: run)
        try await player.play(script.entries)
        try await player.finish()
        let report = try await runtime.report(on: run)
        #expect(report.state.outcome == "approved")
        let family = try await runtime.family(of: run)
        var outcomes: [String] = []
        for member in family.dropFirst() {
            outcomes.append(try await runtime.report(on: member).state.outcome ?? "open")
        }
        #expect(outcomes == ["unfounded"])
        #expect(report.steps.count { $0.id == "inspect" } >= 3)
    }
}

extension Block {
    /// The steps of this list and of all lists inside it.
    fileprivate var everyStep: [Step] {
        steps.flatMap { step in [step] + step.verb.blocks.flatMap(\.everyStep) }
    }
}

extension Verb {
    fileprivate var blocks: [Block] {
        switch self {
        case .parallel(let plan): plan.branches.map(\.block)
        case .switch(let cases):
            cases.compactMap { if case .run(let block) = $0.action { block } else { nil } }
        case .scope(let plan): [plan.body] + plan.handlers.map(\.block)
        case .repeat(let plan): [plan.body]
        case .foreach(let plan): [plan.body]
        default: []
        }
    }
}
