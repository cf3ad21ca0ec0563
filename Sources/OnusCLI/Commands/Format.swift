import ArgumentParser
import OnusLanguage
import OnusModel
import OnusValues
import OnusYAML

struct Format: StandardSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "format",
        abstract: "Lays files out canonically, comments and meaning kept.",
        discussion: """
            Two columns for each block, one blank behind a colon and a comma, quotes around every \
            expression that is more than a path or a simple call, at most one empty line at a \
            place. What stands aligned behind colons stays aligned. A file of which more than this \
            would change is left as it is.
            """)

    @Argument(help: "Files and folders.", completion: .file(extensions: ["yaml", "yml"]))
    var paths: [String]

    @Flag(help: "Change nothing; name the files that are laid out otherwise.") var check = false

    @OptionGroup var output: OutputOptions

    /// What became of the files.
    private struct Account {
        var changed: [String] = []
        var same = 0
        var left: [String] = []
        var unreadable: [Diagnostic] = []
        var sources: [Source] = []
    }

    func run(in session: Session, _ console: Console) async throws -> ExitStatus {
        var account = Account()
        for path in FileFinder.files(at: paths, in: session.environment) {
            try lay(path, session.environment, &account)
        }
        try show(account, console)
        return status(account)
    }

    private func status(_ account: Account) -> ExitStatus {
        if !account.unreadable.isEmpty { return .badInput }
        return account.left.isEmpty && !(check && !account.changed.isEmpty) ? .done : .no
    }

    private func lay(
        _ path: String, _ environment: Environment, _ account: inout Account
    ) throws {
        let source = try environment.read(path)
        switch CanonicalText.of(source) {
        case .text(let text) where text == source.bytes: account.same += 1
        case .text(let text):
            if !check { try ReplacedFile.write(text, to: environment.absolute(path)) }
            account.changed.append(path)
        case .unreadable(let diagnostics):
            account.unreadable += diagnostics
            account.sources.append(source)
        case .unsafe: account.left.append(path)
        }
    }

    private func show(_ account: Account, _ console: Console) throws {
        let text = DiagnosticText(
            sources: account.sources, isColored: console.style.isColored)
        if console.isJSON {
            var document = DiagnosticJSON.document(account.unreadable).mapValue ?? [:]
            document["ok"] = .bool(status(account) == .done)
            document["changed"] = .list(account.changed.map { .string($0) })
            document["left"] = .list(account.left.map { .string($0) })
            return try console.write(document: .map(document))
        }
        if !account.unreadable.isEmpty {
            try console.write(text.render(account.unreadable) + "\n")
        }
        for path in account.changed { try console.write(path + "\n") }
        for path in account.left {
            console.say("`\(path)` was left as it is: more than its layout would change")
        }
        let (changed, same) = (account.changed.count, account.same)
        let word = check ? "laid out otherwise" : "laid out anew"
        console.say("\(Counted.text(changed, "file")) \(word), \(same) right already")
    }
}
