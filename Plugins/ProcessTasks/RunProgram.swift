import OnusPlugin

/// Runs a program and waits for it to end.
///
/// It starts where Onus was started, with `input` as JSON on its standard input. What it writes to
/// standard output is read as JSON unless `format` says `text`. Whatever it left running in its
/// process group when it ends is ended with it.
///
/// A status that is not among `success` is the error `failed`. Two are tried again first, where the
/// step has a `retry`: the status 75, by which programs say that the trouble will pass, and `timeout`.
struct RunProgram: ActionTask {
    static let name = "process.run"
    static let summary = "Runs a program with arguments, JSON in and JSON out."
    static let errors = [
        TaskError("not_found", "there is no such program, or it may not be run"),
        TaskError("failed", "it ended with another status than those of `success`"),
        TaskError("timeout", "it was not done within the time limit"),
        TaskError("too_much_output", "it wrote more than the output limit"),
        TaskError("bad_output", "it wrote something that is not JSON"),
    ]

    @Parameter("An absolute path, or a name that is found in the folders of the settings.")
    var program: String
    @Parameter("Handed over one by one; no shell reads them.")
    var arguments: [String] = []
    @Parameter("Given to the program as JSON on its standard input.")
    var input: Value?
    @Parameter("When it is ended.")
    var timeLimit: Duration = .seconds(60)
    @Parameter("How many bytes it may write, to standard output and to standard error each.")
    var outputLimit: Int = 1 << 20
    @Parameter("How standard output is read: `json` or `text`.")
    var format: Format = .json
    @Parameter("With which statuses it may end.")
    var success: [Int] = [0]

    enum Format: String, ParameterChoice { case json, text }

    struct Output: TaskOutput {
        var status: Int
        /// What it wrote, when that is read as JSON and is not empty.
        var output: Value?
        /// What it wrote, when that is read as text.
        var text: String
        /// What it wrote to standard error.
        var errorText: String
    }

    func problems() -> [ParameterProblem] {
        var problems: [ParameterProblem] = []
        if program.isEmpty { problems.append(ParameterProblem("program", "names no program")) }
        if program.contains("/"), !program.hasPrefix("/") {
            problems.append(ParameterProblem("program", "is an absolute path or a bare name"))
        }
        if program.utf8.contains(0) || arguments.contains(where: { $0.utf8.contains(0) }) {
            problems.append(ParameterProblem("arguments", "has a zero byte, which ends a text"))
        }
        if timeLimit <= .zero || timeLimit > .seconds(86_400) {
            problems.append(ParameterProblem("time_limit", "is above zero and at most a day"))
        }
        if !(1...(64 << 20)).contains(outputLimit) {
            problems.append(ParameterProblem("output_limit", "is 1 to 67108864 bytes"))
        }
        return problems
    }

    func perform(_ context: ActionContext) async throws -> Output {
        let programs = try Programs(context.settings)
        let launch = Launch(
            program: try programs.find(program), arguments: [program] + arguments,
            environment: programs.environment(for: context))
        let limits = Limits(time: timeLimit, output: outputLimit)
        let bytes = input.map(PlainJSON.encode) ?? []
        let cancellation = Cancellation()
        let report = try await withTaskCancellationHandler {
            try await onThread { try converse(with: launch, bytes, limits, cancellation) }
        } onCancel: {
            cancellation.cancel()
        }
        return try output(of: report)
    }

    private func output(of report: Report) throws -> Output {
        let errors = String(decoding: report.error, as: UTF8.self)
        switch report.end {
        case .cancelled: throw CancellationError()
        case .timeout:
            throw TaskFailure(
                "timeout", "`\(program)` was not done within \(timeLimit)", mayPass: true)
        case .flooded:
            throw TaskFailure(
                "too_much_output", "`\(program)` wrote more than \(outputLimit) bytes")
        case .signal(let number):
            throw failure("was ended by signal \(number)", errors)
        case .status(let status) where !success.contains(Int(status)):
            throw failure("ended with status \(status)", errors, mayPass: status == 75)
        case .status(let status):
            let isText = format == .text
            return Output(
                status: Int(status), output: isText ? nil : try json(report.output),
                text: isText ? String(decoding: report.output, as: UTF8.self) : "",
                errorText: errors)
        }
    }

    private func failure(_ what: String, _ errors: String, mayPass: Bool = false) -> TaskFailure {
        let last = errors.split(whereSeparator: \.isNewline).last.map { ": \($0.prefix(500))" }
        return TaskFailure("failed", "`\(program)` \(what)\(last ?? "")", mayPass: mayPass)
    }

    private func json(_ bytes: [UInt8]) throws -> Value? {
        guard bytes.contains(where: { ![9, 10, 13, 32].contains($0) }) else { return nil }
        do { return try JSON.parse(bytes, fractions: .decimal) } catch {
            throw TaskFailure("bad_output", "`\(program)` wrote no JSON: \(error)")
        }
    }
}
