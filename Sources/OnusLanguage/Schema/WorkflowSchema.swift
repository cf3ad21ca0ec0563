import OnusCatalog
import OnusModel
import OnusValues

/// The schema of a workflow: its head, and what stands under the names of `$defs`.
struct WorkflowSchema {
    private typealias Parts = SchemaParts
    let catalog: Catalog

    init(_ catalog: Catalog) { self.catalog = catalog }

    var root: Value {
        let separate = Parts.list(of: Parts.list(of: Parts.someOrOne(of: Parts.expression)))
        return Parts.object(
            [
                "onus": Parts.about("The version of the language.", ["const": 1]),
                "workflow": Parts.newName, "version": Parts.integer(1...1_000_000_000),
                "title": Parts.title, "description": Parts.title,
                "inputs": Parts.about("What a run is started with.", Parts.fields),
                "vars": Parts.about("What steps set and read.", Parts.fields),
                "roles": Parts.about(
                    "Names for people.", Parts.names(of: Parts.people, keys: "name")),
                "start": Parts.ref("start"), "clauses": Parts.names(of: Parts.ref("clauses")),
                "waived": Parts.about(
                    "Clauses that nothing covers, each with the reason.",
                    Parts.names(of: Parts.someText)),
                "duties": Parts.ref("duty"),
                "separate": Parts.about("Nobody acts in two entries of one list.", separate),
                "together": Parts.about(
                    "Duties that the same person does.", Parts.list(of: Parts.list(of: Parts.text))),
                "escalations": Parts.names(of: Parts.ref("ladder")),
                "forms": Parts.names(of: Parts.fields),
                "steps": Parts.list(of: Parts.ref("step"), atLeast: 1),
            ], required: ["onus", "workflow", "version", "steps"])
    }

    var definitions: ValueMap {
        var all: ValueMap = [
            "expression": Parts.about(
                "CEL; in quotes when it is more than a path or a simple call.", Parts.text),
            "people": Parts.about(
                "A role, or CEL that gives people; or several of these.",
                Parts.someOrOne(of: Parts.expression)),
            "target": Parts.about("continue, leave, or the id of a step.", Parts.text),
            "clauses": Parts.object(
                ["title": Parts.title, "items": Parts.list(of: Parts.text)], required: ["items"]),
            "duty": Parts.object(DutySchema.fields),
        ]
        all.merge(FieldSchema.definitions)
        all.merge(DutySchema.definitions)
        all.merge(StepSchema(catalog).definitions)
        return all
    }
}

/// Inputs, variables and forms.
enum FieldSchema {
    private typealias Parts = SchemaParts

    static var definitions: ValueMap {
        let types = FieldType.simple.map(\.word) + ["list", "map"]
        let element = Parts.any(
            Parts.words(FieldType.simple.map(\.word)),
            Parts.object(
                [
                    "type": Parts.words(types), "items": Parts.ref("type"),
                    "values": Parts.ref("type"),
                ],
                required: ["type"]))
        let field = Parts.object(
            [
                "type": Parts.words(types), "items": Parts.ref("type"), "values": Parts.ref("type"),
                "title": Parts.title, "description": Parts.title, "optional": Parts.bool,
                "enum": Parts.list(of: true, atLeast: 1), "minimum": Parts.text,
                "maximum": Parts.text,
                "minLength": Parts.integer(0...1_000_000),
                "maxLength": Parts.integer(0...1_000_000), "default": true,
            ], required: ["type"])
        return [
            "type": element, "field": field,
            "fields": Parts.names(of: Parts.ref("field"), keys: "name"),
        ]
    }
}
