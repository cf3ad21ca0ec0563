import OnusCalendar
import OnusCatalog
import OnusLanguage
import OnusModel
import OnusPlugin
import OnusRuntime
import OnusStore
import OnusValues
import OnusYAML

extension Failure {
    /// Any error of the modules below, as one message with the right exit status.
    init(_ error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let refusal as Refusal: self.init(refusal)
        case let problem as OutputClosed:
            self.init(
                .unavailable, code: "output",
                "the output cannot be written: \(problem.reason ?? "nobody reads it")")
        case let problem as StoreError: self.init(problem)
        case let problem as RuntimeError: self.init(problem)
        case let problem as ScriptProblem: self.init(problem)
        case let problem as SourceFileProblem:
            self.init(.badInput, code: "bad_file", problem.message, help: problem.help)
        case let problem as CatalogError: self = .badInput(problem.description)
        case let problem as CalendarError: self = .badInput(problem.message, help: problem.help)
        case let problem as JSONError: self = .badInput("this is no JSON: \(problem)")
        default: self = .mistake("\(error)")
        }
    }

    /// A mistake in Onus itself.
    static func mistake(_ description: String) -> Failure {
        Failure(
            .internalError, code: "internal", "this should not have happened: \(description)",
            help: "it is a mistake in onus; please report it with what you typed, these lines and "
                + "what `onus doctor` says")
    }

    init(_ refusal: Refusal) {
        let status: ExitStatus = refusal.code == .badInput ? .badInput : .refused
        self.init(status, code: refusal.code.rawValue, refusal.message)
    }

    init(_ problem: StoreError) {
        let (status, help) = Self.answers[problem.code] ?? (.internalError, Self.mistake("").help)
        self.init(status, code: problem.code.rawValue, problem.message, help: help)
    }

    init(_ problem: RuntimeError) {
        switch problem.code {
        case .unknownRun:
            self.init(
                .refused, code: problem.code.rawValue, problem.message,
                help: "`onus runs` lists them")
        case .unknownWorkflow:
            self.init(
                .refused, code: problem.code.rawValue, problem.message,
                help: "deploy it with `onus deploy FILE`")
        case .noOrganization:
            self.init(
                .badInput, code: problem.code.rawValue, "nothing says who is who",
                help: "name a file with `organization:` in `onus.yaml`, or deploy one with "
                    + "`onus deploy FILE`")
        case .misfit:
            self.init(
                .badInput, code: problem.code.rawValue, problem.message,
                help: "deploy both together, so that they are checked against each other")
        case .contended:
            self.init(
                .unavailable, code: problem.code.rawValue, problem.message, help: "try it again")
        case .unreadable:
            self.init(
                .badInput, code: problem.code.rawValue, problem.message,
                help: "use the onus that wrote it, or a newer one")
        case .store:
            self = problem.underlying.map { Failure($0) } ?? .mistake(problem.message)
        }
    }

    init(_ problem: ScriptProblem) {
        let place = problem.location.map { "\($0.file):\($0.line):\($0.column): " } ?? ""
        self.init(.no, code: "script", "\(place)\(problem.message)")
    }

    /// What does not stand here is the caller's mistake, and that is Onus.
    private static let answers: [StoreError.Code: (status: ExitStatus, help: String?)] = [
        .locked: (.unavailable, "wait for the other program to finish and try again"),
        .readOnly: (
            .unavailable, "make both writable, or name another with `--database sqlite:PATH`"
        ),
        .full: (.unavailable, "make room on the disk and try again; nothing was changed"),
        .unavailable: (.unavailable, nil),
        .closed: (.unavailable, nil),
        .newerVersion: (.badInput, "use the onus that wrote it, or a newer one"),
        .notADatabase: (.badInput, "name another file with `--database sqlite:PATH`"),
        .corrupt: (.badInput, "go back to a copy of it"),
    ]
}

extension Failure {
    /// Somebody named a thing that is not there.
    static func unknown(
        _ kind: String, _ name: String, among known: [String], status: ExitStatus = .usage
    ) -> Failure {
        Failure(
            status, code: "unknown", "there is no \(kind) `\(name)`",
            help: Spelling.help(for: name, among: known))
    }
}
