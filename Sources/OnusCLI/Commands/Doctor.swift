import ArgumentParser
import OnusValues

struct Doctor: StandardSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Looks whether everything that Onus needs is in order.",
        discussion: "Ends with 1 when something is broken.")

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: OutputOptions

    func run(in session: Session, _ console: Console) async throws -> ExitStatus {
        let hints = Hints(database: database.database)
        let findings = await Examination(session: session, options: database).findings().map {
            var finding = $0
            finding.words = hints.complete(commandsIn: finding.words)
            return finding
        }
        let isWell = !findings.contains { $0.grade == .bad }
        if console.isJSON {
            try console.write(
                document: ["ok": .bool(isWell), "findings": .list(findings.map(\.document))])
        } else {
            var table = Table()
            for finding in findings {
                table.add(
                    .init(finding.grade.sign, finding.grade.ink), .init(finding.subject),
                    .init(finding.words))
            }
            try console.write(table)
        }
        return isWell ? .done : .no
    }
}

/// One thing that was looked at.
struct Finding: Sendable {
    enum Grade: String, Sendable {
        case good, warning, bad

        var sign: String {
            switch self {
            case .good: "✓"
            case .warning: "!"
            case .bad: "✗"
            }
        }

        var ink: Style.Ink {
            switch self {
            case .good: .green
            case .warning: .yellow
            case .bad: .red
            }
        }
    }

    var grade: Grade
    var subject: String
    var words: String

    var document: Value {
        ["grade": .string(grade.rawValue), "subject": .string(subject), "words": .string(words)]
    }
}
