import ApprovalTasks
import EscalationTasks
import FundTasks
import NotificationTasks
import OnusCLI
import OnusPlugin
import OnusValues
import ProcessTasks
import ResponsibilityTasks
import SupervisionTasks

/// A folder as `onus init` makes it, with the plugins of the real program.
struct Shop {
    static let plugins: [any Plugin.Type] = [
        ApprovalPlugin.self, ResponsibilityPlugin.self, SupervisionPlugin.self,
        EscalationPlugin.self, FundPlugin.self, NotificationPlugin.self, ProcessPlugin.self,
    ]

    let folder: Folder
    var terminal: Terminal

    /// - Parameter start: of a database with a virtual clock; nil for the real one.
    init(virtualFrom start: String? = nil) async throws {
        folder = try Folder()
        terminal = Terminal(in: folder.path)
        terminal.plugins = Self.plugins
        _ = await terminal.onus("init")
        if let start { terminal.variables["ONUS_CLOCK"] = "virtual:\(start)" }
    }

    func onus(_ arguments: String...) async -> Terminal.Answer { await terminal.onus(arguments) }
    func onus(_ arguments: [String]) async -> Terminal.Answer { await terminal.onus(arguments) }

    /// Writes `listener.yaml`, which waits for an event from outside, this many times.
    func writeListener(for event: String = "bell", times: Int = 1) throws {
        try folder.write(
            """
            onus: 1
            workflow: listener
            version: 1
            steps:
              - {id: hear, receive: \(event), match: "true", count: \(times)}
              - {id: done, end: heard}
            """, to: "listener.yaml")
    }

    static let order = [
        "run", "purchase.yaml", "--as", "sam", "--input", "item=drill", "--input", "amount=120",
    ]

    /// Starts a purchase, which then waits for kim.
    func startPurchase() async throws -> String {
        let answer = await onus(Self.order + ["--format", "json"])
        return try answer.document["run"].text
    }
}

/// A part of a JSON document, for tests that read one.
struct Part {
    let value: Value?

    subscript(key: String) -> Part { Part(value: value?.mapValue?[key]) }
    subscript(index: Int) -> Part {
        let list = value?.listValue ?? []
        return Part(value: list.indices.contains(index) ? list[index] : nil)
    }

    struct Missing: Error {}

    var text: String {
        get throws {
            guard let text = value?.stringValue else { throw Missing() }
            return text
        }
    }
    var list: [Part] { value?.listValue?.map { Part(value: $0) } ?? [] }
    var isNull: Bool { value?.isNull ?? false }
    var keys: [String] { value?.mapValue?.keys.compactMap(\.stringValue) ?? [] }
}

extension Terminal.Answer {
    /// The result as JSON; parts of what is no JSON are missing.
    var document: Part { Part(value: try? JSON.parse(result)) }

    var lines: [Substring] { result.split(separator: "\n") }
}
