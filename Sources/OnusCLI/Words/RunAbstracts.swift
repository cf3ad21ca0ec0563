import OnusLanguage
import OnusModel
import OnusPlugin
import OnusRuntime

/// What tells one run of a workflow from the next in a list: who started it and with what.
struct RunAbstracts {
    let database: Database
    let wording: Wording
    private var known: [RunID: String] = [:]

    private static let inputs = 2
    private static let width = 40

    init(database: Database, wording: Wording) {
        self.database = database
        self.wording = wording
    }

    /// Such as `sam: drill, 120`.
    mutating func text(of run: RunID) async throws -> String {
        if let text = known[run] { return text }
        let started = try await database.runtime.beginning(of: run)
        let text = started.map(words) ?? ""
        known[run] = text
        return text
    }

    private func words(_ started: RunStarted) -> String {
        let plain = started.inputs.map { $0.value }.filter {
            !$0.isNull && $0.listValue == nil && $0.mapValue == nil
        }
        let inputs = plain.prefix(Self.inputs).map { wording.value($0) }.joined(separator: ", ")
        let who = started.initiator.isPublic ? "the sender" : started.initiator.id
        return DisplayWidth.cut(inputs.isEmpty ? who : "\(who): \(inputs)", to: Self.width)
    }
}
