import OnusPlugin
import OnusValues

/// Describes one task kind, or says why it cannot be described.
struct TaskReader {
    let plugin: String
    let task: String
    let settings: Settings

    /// What every duty step has anyway.
    private static let reserved = ["outcome", "by", "opened_at", "closed_at", "votes", "passes"]

    func schema<Kind: TaskKind>(
        of kind: Kind.Type, sort: TaskDescription.Sort, needsVerifier: Bool = false
    ) throws(CatalogError) -> TaskSchema {
        guard Names.isDotted(task) else {
            throw failure(
                "a task's name is words of lower-case letters, digits and `_`, with dots between")
        }
        try checkErrors(kind.errors)
        let slots = try parameters(of: kind)
        let description = TaskDescription(
            name: task, plugin: plugin, summary: kind.summary, sort: sort,
            parameters: slots.map(\.description), outputs: try outputs(of: Kind.Output.self),
            errors: kind.errors, needsVerifier: needsVerifier)
        return TaskSchema(description: description, slots: slots, settings: settings)
    }

    func failure(_ problem: String) -> CatalogError {
        CatalogError(plugin: plugin, task: task, problem)
    }

    func checkOutcomes(_ outcomes: [Outcome]) throws(CatalogError) {
        guard outcomes.contains(where: \.settles) else {
            throw failure("declares no outcome, so that no duty of it could end")
        }
        if let bad = outcomes.first(where: { !Names.isWord($0.name) || $0.name == "any" }) {
            throw failure("`\(bad.name)` cannot be the name of an outcome")
        }
        if let twice = duplicate(outcomes.map(\.name)) {
            throw failure("declares the outcome `\(twice)` twice")
        }
        if let dead = outcomes.first(where: { !$0.isOffered && !$0.settles }) {
            throw failure("nobody can choose `\(dead.name)` and nothing ends with it")
        }
    }

    private func checkErrors(_ errors: [TaskError]) throws(CatalogError) {
        if let bad = errors.first(where: { !Names.isWord($0.name) || $0.name == "any" }) {
            throw failure("`\(bad.name)` cannot be the name of an error")
        }
        if let twice = duplicate(errors.map(\.name)) {
            throw failure("declares the error `\(twice)` twice")
        }
    }

    private func outputs<Output: TaskOutput>(
        of type: Output.Type
    ) throws(CatalogError) -> [RecordType.Field] {
        var probe = OutputProbe()
        do {
            let fields = try probe.fields(of: type, named: task)
            if let clash = fields.first(where: { Self.reserved.contains($0.name) }) {
                throw OutputProbe.Refusal(clash.name, "every step has a field of this name anyway")
            }
            return fields
        } catch let refusal as OutputProbe.Refusal {
            throw failure("output `\(refusal.place)`: \(refusal.problem)")
        } catch {
            throw failure("its output cannot be described: \(error)")
        }
    }

    func duplicate(_ names: [String]) -> String? {
        var seen: Set<String> = []
        return names.first { !seen.insert($0).inserted }
    }
}
