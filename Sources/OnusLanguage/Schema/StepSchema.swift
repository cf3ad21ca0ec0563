import OnusCatalog
import OnusValues

/// Steps, one schema for each verb.
struct StepSchema {
    private typealias Parts = SchemaParts
    private let catalog: Catalog

    init(_ catalog: Catalog) { self.catalog = catalog }

    var definitions: ValueMap {
        var all = Self.pieces
        // A step is held against the schema of the first verb that it has, so that an editor names
        // what is wrong with it and not what it could have been instead.
        var step: Value = ["required": ["task"]]
        for verb in VerbSchema.all(catalog).reversed() {
            all[.string("step_\(verb.name)")] = verb.step(beside: Self.common)
            step = [
                "if": ["required": [.string(verb.name)]], "then": Parts.ref("step_\(verb.name)"),
                "else": step,
            ]
        }
        all["step_task"] = taskStep(all["step_task"])
        all["step"] = step.mapValue.map { rules in
            let object: ValueMap = ["type": "object"]
            return .map(object.merging(rules))
        }
        all["steps"] = Parts.list(of: Parts.ref("step"))
        for name in catalog.taskNames {
            guard let task = catalog.task(name) else { continue }
            all["with \(name)"] = ParameterSchema.parameters(of: task.description)
        }
        return all
    }

    /// What every step may have.
    private static let common: ValueMap = [
        "id": Parts.ref("name"), "title": Parts.title, "description": Parts.title,
        "if": Parts.about("Skipped when it is false.", Parts.expression),
        "basis": Parts.about(
            "The clauses it comes from.", Parts.listOrOne(of: Parts.text)),
        "at_most": Parts.about("How often a run may come here.", Parts.integer(1...1000)),
        "then": Parts.about("Where next, perhaps by outcome.", Parts.ref("next")),
        "catch": Parts.about("Where errors lead, by name.", Parts.names(of: Parts.target)),
        "undo": Parts.about("The step that compensates it.", Parts.ref("name")),
    ]

    /// The parameters of each task; an action is no duty and has no people.
    private func taskStep(_ step: Value?) -> Value {
        let rules = catalog.taskNames.compactMap { name -> Value? in
            guard let description = catalog.task(name)?.description else { return nil }
            var then: ValueMap = ["with": Parts.ref("with \(name)")]
            if description.sort == .action {
                for key in NodeReader.dutyKeys { then[.string(key)] = false }
            }
            let needs = description.parameters.contains { $0.isRequired }
            return [
                "if": ["properties": ["task": ["const": .string(name)]], "required": ["task"]],
                "then": needs
                    ? ["properties": .map(then), "required": ["with"]] : ["properties": .map(then)],
            ]
        }
        var object = step?.mapValue ?? [:]
        object["allOf"] = .list(rules)
        return .map(object)
    }

    private static var pieces: ValueMap {
        let branch = Parts.object(
            ["when": Parts.expression, "steps": Parts.steps], required: ["steps"])
        let choice = Parts.any(
            Parts.object(
                ["when": Parts.expression, "then": Parts.target], required: ["when", "then"]),
            Parts.object(
                ["when": Parts.expression, "steps": Parts.steps], required: ["when", "steps"]),
            Parts.object(
                ["otherwise": Parts.any(Parts.target, Parts.steps)], required: ["otherwise"]))
        let wait = Parts.any(
            Parts.period, Parts.object(["until": Parts.expression], required: ["until"]),
            Parts.object(["when": Parts.expression], required: ["when"]),
            Parts.object(["settled": Parts.someOrOne(of: Parts.text)], required: ["settled"]))
        let factor: Value = ["type": "number", "minimum": 1, "maximum": 100]
        let pieces: ValueMap = [
            "branch": Parts.any(Parts.steps, branch), "case": choice, "wait": wait,
            "next": Parts.any(Parts.target, Parts.names(of: Parts.target)),
            "retry": Parts.object(
                ["times": Parts.integer(1...100), "wait": Parts.period, "factor": factor],
                required: ["times", "wait"]),
        ]
        return pieces.merging(EventSchema.definitions)
    }
}
