import ApprovalTasks
import EscalationTasks
import Foundation
import FundTasks
import NotificationTasks
import OnusCatalog
import OnusLanguage
import OnusModel
import ProcessTasks
import ResponsibilityTasks
import SupervisionTasks
import Testing

@Suite("The workflows that come with Onus")
struct ExampleTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Workflows")

    static func sources() throws -> [Source] {
        let names = FileManager.default.enumerator(atPath: folder.path)?.allObjects ?? []
        return try names.compactMap { $0 as? String }.filter { $0.hasSuffix(".yaml") }.sorted()
            .map { try Source(reading: folder.appending(path: $0).path) }
    }

    static func catalog() throws -> Catalog {
        try Catalog(plugins: [
            ApprovalPlugin.self, EscalationPlugin.self, FundPlugin.self, NotificationPlugin.self,
            ProcessPlugin.self, ResponsibilityPlugin.self, SupervisionPlugin.self,
        ])
    }

    @Test("all files check clean against their organisation, and compile")
    func clean() throws {
        let sources = try Self.sources()
        let catalog = try Self.catalog()
        let first = Checker.check(sources, catalog: catalog)
        let organization = try #require(first.organizations.first).organization
        let files = Checker.check(sources, catalog: catalog, organization: organization)
        let text = DiagnosticText(sources: sources).render(files.diagnostics)
        #expect(text == "")
        #expect(!files.workflows.isEmpty)
        for workflow in files.workflows {
            #expect(!Compiler.compile(workflow).body.steps.isEmpty)
        }
    }
}
