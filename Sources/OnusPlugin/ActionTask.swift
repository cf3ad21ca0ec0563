/// A task that a machine does.
///
/// ```swift
/// struct PatentStatus: ActionTask {
///     static let name = "patent.status"
///     static let errors = [TaskError("unknown_patent", "the register has no such number")]
///     @Parameter("The publication number.") var number: String
///     struct Output: TaskOutput { var inForce: Bool }
///     func perform(_ context: ActionContext) async throws -> Output { Output(inForce: true) }
/// }
/// ```
public protocol ActionTask: TaskKind {
    /// Does the work. May be called again for the same step after a crash or a retry, always with
    /// the same `context.idempotencyKey`; pass that key on to whatever you call. Stop when your
    /// Swift task is cancelled.
    ///
    /// Throw `TaskFailure` with an announced name for a failure that authors may want to catch.
    func perform(_ context: ActionContext) async throws -> Output
}

/// What an action may know and use besides its parameters.
public struct ActionContext: Sendable {
    /// The run, such as `special-fund-3k9d`.
    public let run: String
    /// Where in the run, such as `deliver/inspect[3]`.
    public let step: String
    /// 1 for the first try.
    public let attempt: Int
    /// The same for every attempt of this step's pass.
    public let idempotencyKey: String
    /// When this attempt began, on the clock of the run.
    public let now: Timestamp
    /// What `onus.yaml` says under the plugin's name.
    public let settings: Settings
    public let store: any PluginStore
    public let record: any RunRecord
    /// Sends a message to people over the configured channels.
    public let outbound: any Outbound

    public init(
        run: String, step: String, attempt: Int, idempotencyKey: String, now: Timestamp,
        settings: Settings = Settings(), store: any PluginStore, record: any RunRecord,
        outbound: any Outbound
    ) {
        self.run = run
        self.step = step
        self.attempt = attempt
        self.idempotencyKey = idempotencyKey
        self.now = now
        self.settings = settings
        self.store = store
        self.record = record
        self.outbound = outbound
    }
}

/// A plugin's own durable data, shared by all runs of one database.
///
/// What an action writes is committed together with its completion, or not at all. Every read is
/// remembered: when somebody else changed what was read, nothing is written and the action runs
/// again with the same key, so a sum that was read and written back never loses an update.
public protocol PluginStore: Sendable {
    func get(_ key: String) async throws -> Value?
    /// Sets the value, or removes it with nil.
    func set(_ key: String, _ value: Value?) async throws
    /// All keys that begin with `prefix`, in order.
    func keys(prefix: String) async throws -> [String]
}

/// What the record says about duties, for actions that deal with them.
public protocol RunRecord: Sendable {
    /// Nil when there is no such duty.
    func duty(_ id: String) async throws -> DutyRecord?
}

/// One duty as the record has it.
public struct DutyRecord: Sendable, Hashable {
    public let id: String
    public let run: String
    public let step: String
    public let title: String
    public let responsible: [Person]
    public let accountable: Person
    public let supervisor: [Person]
    public let openedAt: Timestamp
    public let dueAt: Timestamp?
    /// Nil while it is open.
    public let outcome: String?

    public init(
        id: String, run: String, step: String, title: String, responsible: [Person],
        accountable: Person, supervisor: [Person], openedAt: Timestamp, dueAt: Timestamp?,
        outcome: String?
    ) {
        self.id = id
        self.run = run
        self.step = step
        self.title = title
        self.responsible = responsible
        self.accountable = accountable
        self.supervisor = supervisor
        self.openedAt = openedAt
        self.dueAt = dueAt
        self.outcome = outcome
    }
}
