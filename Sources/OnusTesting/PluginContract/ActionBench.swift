import OnusCatalog
import OnusPlugin
import OnusValues

/// A place to try actions without a run: a store, a record and an outbox of its own.
///
/// It keeps the promises of `ActionTask`: what an action wrote is there when it succeeded and only
/// then, and an action that read what somebody else changed meanwhile runs again with the same key.
///
/// ```swift
/// let bench = try ActionBench([PatentPlugin.self])
/// let outputs = try await bench.perform("patent.status", ["number": "CN1"], key: "a")
/// #expect(outputs["in_force"] == true)
/// ```
public actor ActionBench {
    private struct Cell {
        var value: Value?
        var version = 0
    }

    private let catalog: Catalog
    private var cells: [String: Cell] = [:]
    private var duties: [String: DutyRecord] = [:]
    /// What the next action takes for the present.
    public var now: Timestamp
    /// What was sent, the oldest first.
    public private(set) var messages: [Message] = []
    /// How often an action had to run again because somebody else changed what it had read.
    public private(set) var collisions = 0

    /// - Parameter settings: by the plugin's name, as in `onus.yaml`.
    public init(
        _ plugins: [any Plugin.Type], settings: [String: ValueMap] = [:], now: Timestamp = .epoch
    ) throws {
        catalog = try Catalog(plugins: plugins, settings: settings.mapValues { Settings($0) })
        self.now = now
    }

    public func setNow(_ now: Timestamp) { self.now = now }

    /// Puts a duty into the record that actions see.
    public func add(_ duty: DutyRecord) { duties[duty.id] = duty }

    /// Runs an action as a run would, and gives its outputs with their names in `snake_case`.
    /// - Parameter key: stands for the step; the same key is the same step, tried again.
    public func perform(
        _ task: String, _ parameters: ValueMap = [:], key: String, attempt: Int = 1
    ) async throws -> ValueMap {
        guard let action = catalog.action(task) else { throw NoSuchAction(task: task) }
        while true {
            let session = BenchSession(bench: self, plugin: action.description.plugin)
            let context = ActionContext(
                run: "bench", step: key, attempt: attempt, idempotencyKey: key, now: now,
                store: session, record: session, outbound: session)
            let outputs = try await action.perform(parameters, context)
            if commit(await session.reads, await session.writes) { return outputs }
            collisions += 1
        }
    }

    /// All that a plugin has written, by key.
    public func stored(by plugin: String) -> [String: Value] {
        let prefix = plugin + "/"
        return cells.reduce(into: [:]) { stored, cell in
            guard cell.key.hasPrefix(prefix) else { return }
            stored[String(cell.key.dropFirst(prefix.count))] = cell.value.value
        }
    }

    private func commit(_ reads: [String: Int], _ writes: [String: Value?]) -> Bool {
        guard reads.allSatisfy({ (cells[$0.key]?.version ?? 0) == $0.value }) else { return false }
        for (key, value) in writes {
            cells[key, default: Cell()].version += 1
            cells[key]?.value = value
        }
        return true
    }

    fileprivate func read(_ key: String) -> (value: Value?, version: Int) {
        (cells[key]?.value, cells[key]?.version ?? 0)
    }

    fileprivate func keys(prefix: String) -> [String] {
        cells.filter { $0.value.value != nil && $0.key.hasPrefix(prefix) }.keys.sorted()
    }

    fileprivate func duty(_ id: String) -> DutyRecord? { duties[id] }
    fileprivate func send(_ message: Message) { messages.append(message) }
}

/// The bench was asked for an action that its plugins do not have.
public struct NoSuchAction: Error, Sendable, CustomStringConvertible {
    public let task: String
    public var description: String { "no plugin of the bench has the action `\(task)`" }
}

/// One attempt of one action: what it read and with which versions, and what it wants to write.
private actor BenchSession: PluginStore, RunRecord, Outbound {
    private let bench: ActionBench
    private let plugin: String
    private(set) var reads: [String: Int] = [:]
    private(set) var writes: [String: Value?] = [:]

    init(bench: ActionBench, plugin: String) {
        self.bench = bench
        self.plugin = plugin
    }

    func get(_ key: String) async throws -> Value? {
        let key = "\(plugin)/\(key)"
        if let written = writes[key] { return written }
        let (value, version) = await bench.read(key)
        reads[key] = reads[key] ?? version
        // WHY: between reading and writing others get their turn, as they do in earnest.
        await Task.yield()
        return value
    }

    func set(_ key: String, _ value: Value?) async throws {
        writes["\(plugin)/\(key)"] = .some(value)
    }

    func keys(prefix: String) async throws -> [String] {
        let full = "\(plugin)/\(prefix)"
        var keys = Set(await bench.keys(prefix: full))
        for (key, value) in writes where key.hasPrefix(full) {
            if value == nil { keys.remove(key) } else { keys.insert(key) }
        }
        return keys.map { String($0.dropFirst(plugin.count + 1)) }.sorted()
    }

    func duty(_ id: String) async throws -> DutyRecord? { await bench.duty(id) }

    func send(_ message: Message, over channels: [String]) async throws {
        await bench.send(message)
    }
}
