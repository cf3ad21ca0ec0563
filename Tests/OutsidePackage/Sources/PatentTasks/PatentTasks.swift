import OnusPlugin

/// Patents: looking them up, and valuing them.
public struct PatentPlugin: Plugin {
    public static let name = "patent"
    public static let settings = [
        Setting("register", .map(.value(.string)), "The numbers of patents, each with its owner.")
    ]

    public init(settings: Settings) throws {
        try settings.allow(Self.settings)
        _ = try settings.section("register")
    }

    public var tasks: [any TaskKind.Type] { [PatentStatus.self, PatentValue.self] }
}

/// Looks a patent up in the register of the settings.
struct PatentStatus: ActionTask {
    static let name = "patent.status"
    static let summary = "Looks a patent up."
    static let errors = [TaskError("unknown_patent", "the register has no such number")]

    @Parameter("The publication number, such as CN1234567A.")
    var number: String

    struct Output: TaskOutput {
        var inForce: Bool
        var owner: String
    }

    func perform(_ context: ActionContext) async throws -> Output {
        let register = try context.settings.section("register") ?? Settings()
        guard let owner = try register.string(number) else {
            throw TaskFailure("unknown_patent", "the register has no patent `\(number)`")
        }
        return Output(inForce: true, owner: owner)
    }
}

/// Asks people what a patent is worth; their mean is the value.
struct PatentValue: DutyTask {
    static let name = "patent.value"
    static let summary = "People say what a patent is worth."

    @Parameter("How many must say so.")
    var opinions: Int = 1

    struct Output: TaskOutput { var value: Decimal }

    var outcomes: [Outcome] { [Outcome("valued", continues: true)] }

    func problems() -> [ParameterProblem] {
        opinions < 1 ? [ParameterProblem("opinions", "is 1 or more")] : []
    }

    func refusal(of act: Act, in duty: DutyView) -> String? {
        act.kind == .decide && amount(of: act) == nil ? "say an amount in the field `amount`" : nil
    }

    func evaluate(_ duty: DutyView) -> Verdict<Output> {
        let amounts = duty.decisions.compactMap(amount)
        guard amounts.count >= max(1, opinions),
            let sum = try? amounts.reduce(Decimal.zero, { try $0 + $1 }),
            let mean = try? sum.divided(by: Decimal(amounts.count), scale: 2)
        else { return .pending("\(amounts.count) of \(opinions) said what it is worth") }
        return .outcome("valued", Output(value: mean), because: "the mean of \(amounts.count)")
    }

    private func amount(of act: Act) -> Decimal? {
        switch act.fields["amount"] {
        case .decimal(let amount): amount
        case .int(let amount): Decimal(amount)
        default: nil
        }
    }
}
