import OnusCatalog
import OnusValues

/// JSON Schemas (draft 2020-12) of what authors write, for editors that complete and underline.
///
/// A file is held against one after it was loaded by the rules of YAML 1.2's core schema. A schema
/// sees shapes, names of keys and of tasks and their parameters; what belongs together across a
/// file is the checker's.
package enum Schema: String, CaseIterable, Sendable {
    case workflow, organization, calendar, test, project

    /// - Parameter catalog: whose tasks may stand in workflows.
    package func document(_ catalog: Catalog) -> Value {
        var definitions = SchemaParts.definitions
        let root: Value
        switch self {
        case .workflow:
            let workflow = WorkflowSchema(catalog)
            definitions.merge(workflow.definitions)
            root = workflow.root
        case .organization: root = OtherSchemas.organization
        case .calendar: root = OtherSchemas.calendar
        case .test: (root, definitions["act"]) = (TestSchema.root, TestSchema.act)
        case .project: root = OtherSchemas.project(catalog)
        }
        return Self.document(words, root, definitions)
    }

    /// Of what stands in the `with` of a task; nil when there is no such task.
    package static func with(_ task: String, _ catalog: Catalog) -> Value? {
        guard let description = catalog.task(task)?.description else { return nil }
        let root = ParameterSchema.parameters(of: description)
        let known = SchemaParts.definitions.merging(WorkflowSchema(catalog).definitions)
        var definitions: ValueMap = [:]
        var waiting = SchemaParts.references(in: root)
        while let name = waiting.popLast() {
            guard definitions[name] == nil, let definition = known[name] else { continue }
            definitions[name] = definition
            waiting += SchemaParts.references(in: definition)
        }
        return document("`with` of `\(task)`", root, definitions)
    }

    private static func document(
        _ words: String, _ root: Value, _ definitions: ValueMap
    ) -> Value {
        var document: ValueMap = [
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": .string("Onus: \(words)"),
        ]
        for (key, value) in root.mapValue ?? [:] { document[key] = value }
        document["$defs"] = .map(definitions)
        return .map(document)
    }

    private var words: String {
        switch self {
        case .workflow: "a workflow"
        case .organization: "an organisation"
        case .calendar: "a calendar"
        case .test: "tests of a workflow"
        case .project: "a project (onus.yaml)"
        }
    }
}

extension ValueMap {
    mutating func merge(_ other: ValueMap) {
        for (key, value) in other { self[key] = value }
    }
    func merging(_ other: ValueMap) -> ValueMap {
        var merged = self
        merged.merge(other)
        return merged
    }
}
