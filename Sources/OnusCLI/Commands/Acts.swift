import ArgumentParser
import OnusModel
import OnusPlugin
import OnusValues

struct Claim: StandardSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "claim",
        abstract: "Takes a duty on, so that nobody else does it at the same time.")
    @OptionGroup var duty: DutyOptions
    @OptionGroup var acting: ActingOptions
    @OptionGroup var output: OutputOptions

    func run(in session: Session, _ console: Console) async throws -> ExitStatus {
        try await session.act(.claim, on: duty, acting, console)
    }
}

struct Release: StandardSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "Gives a duty back that was claimed.")
    @OptionGroup var duty: DutyOptions
    @OptionGroup var acting: ActingOptions
    @OptionGroup var output: OutputOptions

    func run(in session: Session, _ console: Console) async throws -> ExitStatus {
        try await session.act(.release, on: duty, acting, console)
    }
}

struct Recuse: StandardSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "recuse",
        abstract: "Steps out of a duty, such as for a conflict of interest.")
    @OptionGroup var duty: DutyOptions
    @Option(help: "Why.") var comment: String?
    @OptionGroup var acting: ActingOptions
    @OptionGroup var output: OutputOptions

    func run(in session: Session, _ console: Console) async throws -> ExitStatus {
        try await session.act(.recuse, on: duty, acting, console) { $0.comment = comment }
    }
}

struct Comment: StandardSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "comment",
        abstract: "Adds a comment to a duty.")
    @OptionGroup var duty: DutyOptions
    @Argument(help: "What there is to say.") var text: String
    @OptionGroup var acting: ActingOptions
    @OptionGroup var output: OutputOptions

    func run(in session: Session, _ console: Console) async throws -> ExitStatus {
        try await session.act(.comment, on: duty, acting, console) { $0.comment = text }
    }
}

struct Progress: StandardSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "progress",
        abstract: "Reports how far a duty has come.")
    @OptionGroup var duty: DutyOptions
    @Argument(help: "How it goes.") var text: String
    @Option(help: "How much of it is done, from 0 to 100.") var percent: Int?
    @OptionGroup var acting: ActingOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if let percent, !(0...100).contains(percent) {
            throw ValidationError("--percent is a number from 0 to 100")
        }
    }

    func run(in session: Session, _ console: Console) async throws -> ExitStatus {
        try await session.act(.progress, on: duty, acting, console) { act in
            act.comment = text
            if let percent { act.fields["percent"] = .int(Int64(percent)) }
        }
    }
}

struct Attach: StandardSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "attach",
        abstract: "Adds files to a duty as evidence; their digests stand in the record.")
    @OptionGroup var duty: DutyOptions
    @Argument(help: "The files.", completion: .file()) var files: [String]
    @Option(help: "What they show.") var comment: String?
    @OptionGroup var acting: ActingOptions
    @OptionGroup var output: OutputOptions

    func run(in session: Session, _ console: Console) async throws -> ExitStatus {
        let evidence = try files.map { try EvidenceFile.read($0, in: session.environment) }
        return try await session.act(.attach, on: duty, acting, console) { act in
            act.comment = comment
            act.evidence = evidence
        }
    }
}

struct Verify: StandardSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Says of work that was done that it is right, or has to be done again.")

    enum Finding: String, ExpressibleByArgument, CaseIterable { case verified, returned }

    @OptionGroup var duty: DutyOptions
    @Argument(help: "`verified` or `returned`.") var finding: Finding
    @Option(help: "What was found.") var comment: String?
    @OptionGroup var acting: ActingOptions
    @OptionGroup var output: OutputOptions

    func run(in session: Session, _ console: Console) async throws -> ExitStatus {
        try await session.act(.verify, on: duty, acting, console) { act in
            act.outcome = finding == .verified ? Act.verified : Act.returned
            act.comment = comment
        }
    }
}
