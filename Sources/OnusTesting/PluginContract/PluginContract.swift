import OnusCatalog
import OnusPlugin
import OnusValues

/// What every plugin must keep, tried out on one.
///
/// ```swift
/// @Test("the patent plugin keeps the contract")
/// func contract() async {
///     let contract = PluginContract(
///         PatentPlugin.self, examples: ["patent.status": [["number": "CN1"]]],
///         fields: ["amount": [.decimal(100)]])
///     let violations = await contract.violations()
///     #expect(violations == [])
/// }
/// ```
///
/// It can be registered, and says in words what its tasks, parameters and errors are. A duty task
/// answers the same to the same acts, whatever the acts, with outcomes that it declared; each
/// outcome that people are offered can come about. An action that is tried again with the same key
/// leaves the store as it was after the first time.
public struct PluginContract: Sendable {
    private let plugin: any Plugin.Type
    private let settings: ValueMap
    private let examples: [String: [ValueMap]]
    private let fields: [String: [Value]]

    /// - Parameters:
    ///   - settings: what `onus.yaml` would say under the plugin's name.
    ///   - examples: parameters to try each task with. A duty task without an example is tried with
    ///     its defaults; an action without one is not run.
    ///   - fields: what may stand in the form fields that the plugin's duty tasks read.
    public init(
        _ plugin: any Plugin.Type, settings: ValueMap = [:],
        examples: [String: [ValueMap]] = [:], fields: [String: [Value]] = [:]
    ) {
        self.plugin = plugin
        self.settings = settings
        self.examples = examples
        self.fields = fields
    }

    /// What the plugin does not keep, in sentences.
    /// - Parameter rounds: how many random stories each duty task is told.
    public func violations(seed: UInt64 = 1, rounds: Int = 300) async -> [String] {
        let catalog: Catalog
        do {
            catalog = try Catalog(
                plugins: [plugin], settings: [plugin.name: Settings(settings)])
        } catch { return ["\(error)"] }
        var violations = Self.silence(of: catalog)
        for name in catalog.taskNames {
            switch catalog.task(name) {
            case .duty(let duty):
                for example in examples[name] ?? [[:]] {
                    let trial = DutyTrial(task: duty, parameters: example, fields: fields)
                    violations += trial.violations(seed: seed, rounds: rounds)
                }
            case .action:
                for example in examples[name] ?? [] {
                    violations += await repeated(name, example)
                }
            case nil: continue
            }
        }
        for name in examples.keys.sorted() where catalog.task(name) == nil {
            violations.append("there is an example for `\(name)`, but no such task")
        }
        return violations
    }

    /// What is declared without a word of explanation.
    private static func silence(of catalog: Catalog) -> [String] {
        catalog.plugins.flatMap(\.tasks).flatMap { task in
            var violations: [String] = []
            if task.summary.isEmpty { violations.append("task `\(task.name)` has no summary") }
            for parameter in task.parameters where parameter.help.isEmpty {
                violations.append(
                    "task `\(task.name)`: nothing says what `\(parameter.name)` is for")
            }
            for error in task.errors where error.summary.isEmpty {
                violations.append("task `\(task.name)`: nothing says what `\(error.name)` means")
            }
            return violations
        }
    }

    /// Tries an action twice with the same key.
    private func repeated(_ task: String, _ example: ValueMap) async -> [String] {
        do {
            let bench = try ActionBench([plugin], settings: [plugin.name: settings])
            _ = try await bench.perform(task, example, key: "example")
            let before = await bench.stored(by: plugin.name)
            _ = try await bench.perform(task, example, key: "example", attempt: 2)
            let after = await bench.stored(by: plugin.name)
            return before == after
                ? [] : ["task `\(task)` writes again when it is tried again with the same key"]
        } catch let failure as TaskFailure {
            return ["task `\(task)` fails with its own example: \(failure)"]
        } catch {
            return ["task `\(task)`: \(error)"]
        }
    }
}
