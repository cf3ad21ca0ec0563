import OnusCatalog
import OnusLanguage
import OnusModel
import OnusPlugin

/// A plugin whose tasks have every shape of parameter and outcome that the checker must know.
struct DeskPlugin: Plugin {
    static let name = "desk"
    init(settings: Settings) throws {}
    var tasks: [any TaskKind.Type] {
        [Approval.self, Delivery.self, Reserve.self, Tell.self]
    }
}

/// How many must agree: `any`, `all`, `{at_least: 2}`, `{share: 2/3}`.
enum Quota: ParameterValue {
    case any, all
    case atLeast(Int)
    case share(String)

    static let shape = ParameterShape.anyOf([
        .choice(["any", "all"]), .record([.init("at_least", .value(.int))]),
        .record([.init("share", .value(.string))]),
    ])
    static let placeholder = Quota.any

    init(from decoder: any Decoder) throws {
        if let word = try? decoder.singleValueContainer().decode(String.self) {
            self = word == "all" ? .all : .any
            return
        }
        let fields = try decoder.container(keyedBy: Keys.self)
        if let count = try fields.decodeIfPresent(Int.self, forKey: .atLeast) {
            self = .atLeast(count)
        } else {
            self = .share(try fields.decode(String.self, forKey: .share))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(self == .all ? "all" : "any")
    }

    private enum Keys: String, CodingKey { case atLeast, share }
}

extension Quota: Equatable {}

struct Approval: DutyTask {
    static let name = "approval"
    @Parameter("Who must agree.") var rule: Quota = .any
    @Parameter("Who can stop it alone.") var veto: People = People([])
    @Parameter("What the deciders see.") var shows: [StepReference] = []
    @Parameter("What a tie becomes.") var tie: String?
    @Parameter("What of the form is voted on.") var settle: FieldReference?

    struct Output: TaskOutput { var approvals: Int }

    var outcomes: [Outcome] {
        [
            Outcome("approved", continues: true), Outcome("rejected", mustBeMapped: true),
            Outcome("returned"),
        ] + (tie.map { [Outcome($0, isOffered: false)] } ?? [])
    }

    func evaluate(_ duty: DutyView) -> Verdict<Output> { .pending("nobody has decided") }
}

struct Delivery: DutyTask {
    static let name = "deliver"
    var outcomes: [Outcome] { [Outcome("done", continues: true)] }
    struct Output: TaskOutput { var summary: String }
    func evaluate(_ duty: DutyView) -> Verdict<Output> { .pending("nothing was delivered") }
}

struct Reserve: ActionTask {
    static let name = "fund.reserve"
    static let errors = [TaskError("insufficient_funds", "the fund is used up")]
    @Parameter("The fund's name.") var fund: String
    @Parameter("How much.") var amount: Decimal

    struct Output: TaskOutput { var reservation: String }

    func problems() -> [ParameterProblem] {
        amount.isZero ? [ParameterProblem("amount", "is nothing")] : []
    }

    func perform(_ context: ActionContext) async throws -> Output { Output(reservation: "r1") }
}

struct Tell: ActionTask {
    static let name = "notify.send"
    @Parameter("Who is told.") var to: People
    @Parameter("What they are told.") var text: String
    @Parameter("Over what.") var channels: [String] = []
    func perform(_ context: ActionContext) async throws -> NoOutput { NoOutput() }
}

extension Decimal {
    fileprivate var isZero: Bool { coefficient == 0 }
}
