import ApprovalTasks
import EscalationTasks
import FundTasks
import NotificationTasks
import OnusCEL
import OnusCatalog
import OnusLanguage
import OnusModel
import OnusPlugin
import OnusValues
import OnusYAML
import RandomWorkflows
import ResponsibilityTasks
import SupervisionTasks

/// The YAML reader.
final class YAMLSubject: Subject {
    private let texts: [[UInt8]]
    private(set) var taken = 0

    init(_ texts: [[UInt8]]) {
        self.texts =
            texts + [Array("a: {b: [1, 'it''s', \"\\u00e9\"], c: |\n  d\n   e\n}".utf8)]
    }

    func text(_ index: Int, seed: UInt64) -> [UInt8] {
        var mutation = Mutation(
            chance: Chance(seed: seed &+ UInt64(index) &* 0xD134_2543_DE82_EF95))
        return mutation.text(from: texts)
    }

    func fault(in text: [UInt8]) -> String? {
        for features in [[], .all] as [YAMLFeatures] {
            let reading = YAMLReader.read(text, allowing: features)
            if reading.problems.isEmpty { taken += 1 }
            for problem in reading.problems {
                if problem.message.isEmpty { return "a problem without words" }
                if problem.span.end.offset > text.count || problem.span.start.offset < 0 {
                    return "a place outside the text: \(problem)"
                }
            }
            if reading.root == nil, reading.problems.isEmpty, !features.contains(.documents) {
                return "neither a node nor a problem"
            }
        }
        return nil
    }
}

/// Expressions: parsed, checked, and evaluated whether they are right or not.
final class CELSubject: Subject {
    private(set) var taken = 0
    private let environment: Environment
    private let data: ValueMap = [
        "inputs": [
            "amount": .decimal(1_250_000), "count": 3, "project": "A1", "urgent": true,
            "tags": ["x", "yy"], "scores": ["a": 1], "due": .timestamp(.epoch),
            "ratio": .double(0.5),
        ],
        "steps": ["budget": ["outcome": "ok"], "panel": [:]], "lead": "li.wei",
        "experts": ["a", "b"], "now": .timestamp(.epoch),
    ]

    init() {
        let inputs = RecordType(
            name: "inputs",
            fields: [
                .init("amount", .decimal), .init("count", .int), .init("project", .string),
                .init("urgent", .bool), .init("tags", .list(.string)), .init("ratio", .double),
                .init("scores", .map(.string, .int)), .init("due", .timestamp),
                .init("note", .string, mayBeAbsent: true),
            ])
        let step = RecordType(
            name: "step",
            fields: [
                .init("outcome", .string, mayBeAbsent: true),
                .init("score", .int, mayBeAbsent: true), .init("by", .people, mayBeAbsent: true),
            ])
        let steps = RecordType(
            name: "steps",
            fields: [
                .init("panel", .record(step), mayBeAbsent: true), .init("budget", .record(step)),
            ]
        )
        environment = Environment(
            variables: [
                "inputs": .record(inputs), "steps": .record(steps), "lead": .person,
                "experts": .people,
                "now": .timestamp,
            ], functions: WorkflowFunctions.complete, timeZones: WorkflowFunctions.timeZones)
    }

    func text(_ index: Int, seed: UInt64) -> [UInt8] {
        let number = seed &+ UInt64(index) &* 0xD134_2543_DE82_EF95
        var texts = RandomExpressions(random: SeededRandom(seed: number))
        var text = Array(texts.text().utf8)
        var mutation = Mutation(chance: Chance(seed: number))
        if mutation.chance.percent(30) {
            mutation.change(&text, with: [Array(texts.text().utf8), Array(texts.text().utf8)])
        }
        return text
    }

    func fault(in bytes: [UInt8]) -> String? {
        let text = String(decoding: bytes, as: UTF8.self)
        let budget = Budget(steps: 20_000, bytes: 1 << 18)
        if let template = try? Template(parsing: text) {
            _ = try? environment.check(template).program?.evaluate(data, budget: budget)
        }
        guard let expression = try? Expression(parsing: text) else { return nil }
        let checked = environment.check(expression)
        let length = text.unicodeScalars.count
        for error in checked.diagnostics where error.span.end.offset > length {
            return "a place outside the text: \(error)"
        }
        if checked.program == nil, checked.diagnostics.isEmpty { return "refused without a word" }
        _ = try? environment.compileUnchecked(expression).evaluate(data, budget: budget)
        guard let program = checked.program else { return nil }
        taken += 1
        do throws(CELEvaluationError) {
            _ = try program.evaluate(data, budget: budget)
        } catch {
            if error.message.contains("no such overload") { return "checked, and yet: \(error)" }
        }
        return nil
    }
}

/// Whole workflows: read, checked against other files, and compiled.
final class WorkflowSubject: Subject {
    private(set) var taken = 0
    private let texts: [[UInt8]]
    private let catalog: Catalog
    private let around: [ParsedFile]
    /// The workflows that texts call, by name.
    private let called: [(name: String, file: ParsedFile)]

    init?(_ texts: [[UInt8]]) {
        let plugins: [any Plugin.Type] = [
            ApprovalPlugin.self, ResponsibilityPlugin.self, SupervisionPlugin.self,
            EscalationPlugin.self, FundPlugin.self, NotificationPlugin.self,
        ]
        guard let catalog = try? Catalog(plugins: plugins) else { return nil }
        self.catalog = catalog
        let random = (1...300).map { RandomWorkflow(seed: UInt64($0)) }
        self.texts = texts + random.map { Array($0.text.utf8) }
        let called = Set(random.flatMap(\.others)).sorted()
        around = [RandomWorkflow.organization, RandomWorkflow.calendar].map {
            Parser.parse(Source(path: "around.yaml", text: $0))
        }
        self.called = called.compactMap { text in
            let file = Parser.parse(Source(path: "called.yaml", text: text))
            guard case .workflow(let syntax) = file.content else { return nil }
            return (syntax.name.value, file)
        }
    }

    func text(_ index: Int, seed: UInt64) -> [UInt8] {
        var mutation = Mutation(
            chance: Chance(seed: seed &+ UInt64(index) &* 0xD134_2543_DE82_EF95))
        return mutation.text(from: texts)
    }

    func fault(in text: [UInt8]) -> String? {
        let parsed = Parser.parse(Source(path: "text.yaml", bytes: text))
        guard case .organization(let house)? = around.first?.content else { return "no house" }
        let words = String(decoding: text, as: UTF8.self)
        // WHY: to check them takes longer than most texts do.
        let others = called.filter { words.contains($0.name) }.map(\.file)
        let files = Checker.check(
            [parsed] + others + around, catalog: catalog,
            organization: text.count % 2 == 0 ? house.organization : nil)
        for diagnostic in files.diagnostics {
            if diagnostic.message.isEmpty { return "a message without words" }
            if diagnostic.location.line < 1 { return "no place: \(diagnostic)" }
        }
        if files.workflows.count > others.count { taken += 1 }
        for workflow in files.workflows {
            let plan = Compiler.compile(workflow)
            if plan.body.steps.isEmpty { return "a plan without steps" }
        }
        return nil
    }
}
