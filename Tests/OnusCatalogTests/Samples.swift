import OnusPlugin
import OnusValues

/// A plugin made of nothing but a name, tasks and channels that a test chooses.
protocol SamplePlugin: Plugin {}

extension SamplePlugin {
    static var name: String { "sample" }
}

struct PatentStatus: ActionTask {
    static let name = "patent.status"
    static let summary = "Looks a patent up."
    static let errors = [TaskError("unknown_patent", "the register has no such number")]

    enum Depth: String, ParameterChoice { case quick, full }

    @Parameter("The publication number.") var number: String
    @Parameter("How old an answer may be, in days.") var maximumAge: Int = 1
    @Parameter("How far to look.") var depth: Depth = .quick
    @Parameter("What it costs at most.") var fee: Decimal?
    @Parameter("Who wants to know.") var askedBy: People
    @Parameter("How long to wait.") var patience: Duration = .seconds(60)
    @Parameter("Anything else.") var extra: Value?

    struct Owner: Codable, Sendable {
        var name: String
        var share: Decimal
    }
    enum Light: String, Codable, CaseIterable, Sendable { case red, green }
    struct Output: TaskOutput {
        var inForce: Bool
        var owners: [Owner]
        var mainOwner: Owner?
        var checkedAt: Timestamp
        var light: Light
        var feesPaid: [String: Decimal]
        var askedBy: People
        var papers: [File]
        var raw: Value?
        var fee: Decimal?
    }

    func problems() -> [ParameterProblem] {
        number.isEmpty ? [ParameterProblem("number", "is empty")] : []
    }

    func perform(_ context: ActionContext) async throws -> Output {
        guard number != "unknown" else { throw TaskFailure("unknown_patent", number) }
        guard number != "odd" else { throw TaskFailure("never_declared", number) }
        let owner = Owner(name: "\(maximumAge) \(depth) \(patience)", share: fee ?? 0)
        return Output(
            inForce: true, owners: [owner], mainOwner: nil, checkedAt: context.now, light: .green,
            feesPaid: ["2026": 3], askedBy: askedBy, papers: [], raw: extra, fee: fee)
    }
}

struct Signature: DutyTask {
    static let name = "records.sign"
    static let needsVerifier = true
    @Parameter("How many must sign.") var needed: Int = 1
    @Parameter("What else it can end with.") var alternatives: [String] = []

    struct Output: TaskOutput { var signedBy: [Person] }

    var outcomes: [Outcome] {
        [Outcome("signed", continues: true)] + alternatives.map { Outcome($0) }
    }
    func refusal(of act: Act, in duty: DutyView) -> String? {
        act.outcome == "signed" || act.comment != nil ? nil : "say why"
    }
    func evaluate(_ duty: DutyView) -> Verdict<Output> {
        let decisions = duty.decisions
        guard decisions.count >= needed, let outcome = decisions.last?.outcome else {
            return .pending("\(decisions.count) of \(needed) signed")
        }
        return .outcome(outcome, Output(signedBy: decisions.map(\.voice)), because: "enough")
    }
}

struct OfficePlugin: Plugin {
    static let name = "office"
    init(settings: Settings) throws { try settings.allow("stamp") }
    var tasks: [any TaskKind.Type] { [PatentStatus.self, Signature.self] }
    var channels: [any Channel] { [Pigeon()] }
}

struct Pigeon: Channel {
    static let name = "pigeon"
    func deliver(_ message: Message) async throws {}
}

extension ActionContext {
    static var bare: ActionContext {
        ActionContext(
            run: "r", step: "s", attempt: 1, idempotencyKey: "k", now: .epoch, store: Nothing(),
            record: Nothing(), outbound: Nothing())
    }
}

struct Nothing: PluginStore, RunRecord, Outbound {
    func get(_ key: String) async throws -> Value? { nil }
    func set(_ key: String, _ value: Value?) async throws {}
    func keys(prefix: String) async throws -> [String] { [] }
    func duty(_ id: String) async throws -> DutyRecord? { nil }
    func send(_ message: Message, over channels: [String]) async throws {}
}
