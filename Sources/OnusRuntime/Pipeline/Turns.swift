import OnusEngine
import OnusModel
import OnusPlugin
import OnusStore

/// Whose turn it was last at the steps of a workflow where people take turns.
///
/// It is kept beside the data of plugins and committed like theirs: of two runs that would take the
/// same turn at once, one is decided anew.
struct Turns: Sendable {
    /// No plugin can have this name.
    static let keeper = "onus:turns"

    var last: [StepID: Person] = [:]
    fileprivate var versions: [StepID: Int] = [:]

    fileprivate static func key(_ step: StepID, of workflow: WorkflowID) -> String {
        "\(workflow)/\(step)"
    }
}

extension OnusRuntime {
    /// Read only for plans in which people take turns.
    func turns(for engine: Engine) async throws(RuntimeError) -> Turns {
        var turns = Turns()
        for step in engine.stepsInTurn {
            do {
                let (bytes, version) = try await store.pluginValue(
                    Turns.key(step, of: engine.plan.workflow), of: Turns.keeper)
                turns.versions[step] = version
                let name = try bytes.map { try Value(canonicalJSON: $0) }?.stringValue
                turns.last[step] = name.map { Person($0) }
            } catch let error as StoreError {
                throw RuntimeError(error)
            } catch {
                throw RuntimeError(.unreadable, "whose turn it is at `\(step)` cannot be read")
            }
        }
        return turns
    }
}

extension Batch {
    /// Keeps whose turn it was, provided that nobody else has taken it.
    mutating func take(_ taken: [StepID: Person], of workflow: WorkflowID, after turns: Turns) {
        for (step, person) in taken.sorted(by: { $0.key < $1.key }) {
            let key = Turns.key(step, of: workflow)
            pluginReads.append(
                PluginRead(
                    plugin: Turns.keeper, key: key, version: turns.versions[step] ?? 0))
            pluginWrites.append(
                PluginWrite(
                    plugin: Turns.keeper, key: key, value: Value.string(person.id).canonicalJSON))
        }
    }

    /// Whether a conflict at this key is about a turn.
    func isTurn(_ key: String) -> Bool {
        pluginReads.contains { $0.plugin == Turns.keeper && $0.key == key }
    }
}
