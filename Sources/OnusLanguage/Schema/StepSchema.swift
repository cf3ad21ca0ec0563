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
        for (verb, keys) in verbs.reversed() {
            all["step_\(verb)"] = Parts.object(
                Self.common.merging(keys), required: ["id", verb])
            step = [
                "if": ["required": [.string(verb)]], "then": Parts.ref("step_\(verb)"),
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
    ]

    private static let block: ValueMap = [
        "duties": Parts.ref("duty"), "outputs": Parts.values, "vars": Parts.fields,
    ]

    /// The verb's own key and those that go with it.
    private var verbs: [(String, ValueMap)] {
        let joining: ValueMap = [
            "join": Parts.about("all, any, a number or a condition.", Parts.text),
            "rest": Parts.words(["withdraw", "go_on"]),
        ]
        return [
            (
                "task",
                DutySchema.fields.merging([
                    "task": Parts.words(catalog.taskNames), "with": Parts.values,
                    "retry": Parts.ref("retry"),
                ])
            ),
            (
                "parallel",
                Self.block.merging(joining).merging([
                    "parallel": Parts.names(of: Parts.ref("branch")), "one_at_a_time": Parts.bool,
                ])
            ),
            (
                "switch",
                Self.block.merging(["switch": Parts.list(of: Parts.ref("case"), atLeast: 1)])
            ),
            (
                "foreach",
                Self.block.merging(joining).merging([
                    "foreach": Parts.expression, "as": Parts.ref("name"), "steps": Parts.steps,
                    "at_once": Parts.integer(1...1000), "add": Parts.ref("addition"),
                ])
            ),
            (
                "repeat",
                Self.block.merging(["repeat": Parts.steps, "until": Parts.expression])
            ),
            (
                "scope",
                Self.block.merging([
                    "scope": Parts.steps, "alongside": Parts.list(of: Parts.ref("handler")),
                ])
            ),
            ("wait", ["wait": Parts.ref("wait")]),
            (
                "receive",
                Self.pattern.merging([
                    "receive": Parts.any(
                        Parts.ref("events"),
                        Parts.object(["all": Parts.ref("events")], required: ["all"])),
                    "within": Parts.period, "count": Parts.integer(1...1000),
                    "early": Parts.words(["keep", "drop"]),
                ])
            ),
            ("emit", ["emit": Parts.handle, "with": Parts.values]),
            ("withdraw", ["withdraw": Parts.listOrOne(of: Parts.text)]),
            ("set", ["set": Parts.values]),
            ("end", ["end": Parts.ref("name"), "outputs": Parts.values]),
            ("fail", ["fail": Parts.ref("name"), "message": Parts.text]),
        ]
    }

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

    private static let pattern: ValueMap = [
        "match": Parts.expression, "from": Parts.people, "form": Parts.ref("form"),
    ]

    private static var pieces: ValueMap {
        let handler = Parts.object(
            pattern.merging([
                "id": Parts.ref("name"), "every": Parts.period, "after": Parts.period,
                "on": Parts.ref("events"), "when": Parts.expression, "then": Parts.target,
                "duties": Parts.ref("duty"), "steps": Parts.steps,
            ]), required: ["id"])
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
            Parts.object(["settled": Parts.listOrOne(of: Parts.text)], required: ["settled"]))
        let factor: Value = ["type": "number", "minimum": 1, "maximum": 100]
        return [
            "branch": Parts.any(Parts.steps, branch), "case": choice, "handler": handler,
            "wait": wait, "events": Parts.listOrOne(of: Parts.handle),
            "next": Parts.any(Parts.target, Parts.names(of: Parts.target)),
            "retry": Parts.object(
                ["times": Parts.integer(1...100), "wait": Parts.period, "factor": factor],
                required: ["times", "wait"]),
            "addition": Parts.object(
                pattern.merging([
                    "on": Parts.ref("events"), "by": Parts.people, "item": Parts.expression,
                ])),
        ]
    }
}

extension ValueMap {
    fileprivate func merging(_ other: ValueMap) -> ValueMap {
        var merged = self
        merged.merge(other)
        return merged
    }
}
