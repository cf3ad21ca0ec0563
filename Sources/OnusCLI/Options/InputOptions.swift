import ArgumentParser
import OnusModel
import OnusPlugin

/// The inputs of a run.
struct InputOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "An input; may be repeated. A file is named as key=@path.", valueName: "key=value"))
    var input: [String] = []

    @Option(
        help: ArgumentHelp(
            "A JSON or YAML file with inputs; --input goes before it.", valueName: "file"),
        completion: .file(extensions: ["json", "yaml", "yml"]))
    var inputs: String?

    /// The inputs by their declared types. Whether they are complete is for the engine to say.
    func values(for plan: Plan, _ environment: Environment) throws -> ValueMap {
        let reader = FieldInput(plan.inputs, of: "the inputs of `\(plan.workflow)`")
        var values = try inputs.map { try reader.read(file: $0, environment) } ?? [:]
        for (key, value) in try reader.read(input, environment) { values[key] = value }
        if let problem = plan.inputs.problem(with: values, of: "the inputs") {
            throw Failure.badInput(problem)
        }
        return values
    }
}
