import OnusCalendar
import OnusModel
import OnusYAML

// What each verb's step consists of. The verb's own key and its options are taken out of the map.
extension NodeReader {
    static let verbs = [
        "task", "parallel", "switch", "foreach", "repeat", "scope", "wait", "receive", "emit",
        "withdraw", "call", "lock", "set", "end", "fail",
    ]

    mutating func verb(
        _ verb: String, _ node: Node, _ map: inout MappingReader, step: String
    ) -> VerbSyntax {
        switch verb {
        case "task": task(node, &map, step: step)
        case "parallel": parallel(node, &map)
        case "switch": cases(node).map { .switch($0) } ?? .unknown
        case "wait": wait(node)
        case "scope": scope(node, &map, step: step)
        case "repeat": loop(node, &map)
        case "foreach": foreach(node, &map)
        case "receive": receive(node, &map)
        case "emit": emit(node, &map)
        case "withdraw": .withdraw(stepNames(node))
        case "call": call(node, &map)
        case "lock": lock(node, &map)
        case "set": set(node)
        case "end": end(node, &map)
        case "fail": fail(node, &map)
        default: .unknown
        }
    }

    private mutating func set(_ node: Node) -> VerbSyntax {
        if node.isMapping, node.count == 0 {
            report(
                .wrongType, "this `set` binds nothing", at: location(node),
                help: "write `set: {NAME: VALUE}` with a variable of `vars`, or leave the step out")
            return .unknown
        }
        return .set(values(node, "`set`"))
    }

    private mutating func call(_ node: Node, _ map: inout MappingReader) -> VerbSyntax {
        let inputs = map.take("with").map { values($0, "`with`") } ?? []
        let isDetached = map.take("detached").flatMap { bool($0)?.value } ?? false
        guard let workflow = handle(node, "the name of a workflow") else { return .unknown }
        return .call(CallSyntax(workflow: workflow, inputs: inputs, isDetached: isDetached))
    }

    private mutating func lock(_ node: Node, _ map: inout MappingReader) -> VerbSyntax {
        let inner = require("steps", of: &map, help: "what is done while no other run does it")
        let steps = inner.map { self.steps($0) } ?? []
        guard let name = scalar(node, "the name of a lock") else { return .unknown }
        return .lock(LockSyntax(name: name, steps: steps))
    }

    private mutating func task(
        _ node: Node, _ map: inout MappingReader, step: String
    ) -> VerbSyntax {
        let with = map.take("with").map { values($0, "`with`") } ?? []
        let duty = duty(&map, owner: step)
        let retry = map.take("retry").flatMap { self.retry($0) }
        guard let name = text(node, "the name of a task") else { return .unknown }
        return .task(TaskSyntax(name: name, parameters: with, duty: duty, retry: retry))
    }

    private mutating func retry(_ node: Node) -> RetrySyntax? {
        guard var map = mapping(node, "`retry`") else { return nil }
        let times = require("times", of: &map).flatMap {
            integer(
                $0, "the number of times it is tried again, 1 to 100", in: AuthorLimit.retries.range
            )
        }
        let wait = require("wait", of: &map, help: "such as `wait: 10 s`").flatMap { period($0) }
        let factor = map.take("factor").map { self.factor($0) } ?? 1
        finish(map)
        guard let times, let wait, let factor else { return nil }
        return RetrySyntax(
            ActionPlan.Retry(times: times.value, wait: wait.value, factor: factor), at: head(node))
    }

    private mutating func factor(_ node: Node) -> Double? {
        switch node.coreValue {
        case .int(let value)? where (1...100).contains(value): return Double(value)
        case .float(let value)? where (1...100).contains(value): return value
        default:
            expected("a number from 1 to 100", at: node)
            return nil
        }
    }
}
