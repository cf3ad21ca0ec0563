import OnusPlugin

/// Sends a message to people.
struct Notify: ActionTask {
    static let name = "notify"
    static let summary = "Sends a message to people."

    @Parameter("Who is told.")
    var to: People
    @Parameter("What it is about, in a few words.")
    var subject: String
    @Parameter("What they are told.")
    var message: String = ""
    @Parameter("Over which channels; those of `onus.yaml` when none is named.")
    var channels: [String] = []

    struct Output: TaskOutput { var to: People }

    func problems() -> [ParameterProblem] {
        var problems: [ParameterProblem] = []
        if to.isEmpty { problems.append(ParameterProblem("to", "names nobody")) }
        if subject.isEmpty { problems.append(ParameterProblem("subject", "is empty")) }
        return problems
    }

    func perform(_ context: ActionContext) async throws -> Output {
        let message = Message(
            key: context.idempotencyKey, to: to.members, subject: subject, body: message,
            at: context.now)
        try await context.outbound.send(message, over: channels)
        return Output(to: to)
    }
}
