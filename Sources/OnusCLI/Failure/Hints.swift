/// Makes the commands that messages recommend ones that can be run as they are printed: whoever named
/// a database names it there as well.
package struct Hints: Sendable {
    /// What the caller wrote to name the database; nil when it was found without.
    let database: String?

    package init(database: String?) { self.database = database }

    /// Commands that look into no database.
    package static let withoutDatabase: Set<String> = [
        "check", "eval", "explain", "format", "help", "init", "plugins", "schema", "test",
    ]

    /// The command with what it needs, to be run as it stands.
    package func complete(_ command: String) -> String {
        let words = command.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard let database, words.count > 1, words[0] == "onus",
            !Self.withoutDatabase.contains(String(words[1])), !command.contains("--database")
        else { return command }
        return "\(command) --database \(Self.quoted(database))"
    }

    /// A message with each command in back-ticks completed.
    package func complete(commandsIn text: String) -> String {
        guard database != nil else { return text }
        return text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .map { $0.isMultiple(of: 2) ? String($1) : complete(String($1)) }
            .joined(separator: "`")
    }

    /// An error whose help names commands; those that are no mistakes stay what they are.
    func complete(_ error: any Error) -> any Error {
        guard database != nil, !(error is OutputClosed), !(error is CancellationError) else {
            return error
        }
        return Failure(error).naming(self)
    }

    /// As a shell reads it.
    private static func quoted(_ text: String) -> String {
        let isPlain = text.unicodeScalars.allSatisfy { scalar in
            scalar.value > 0x7F || scalar.properties.isAlphabetic
                || "0123456789_-./:,@%+=".unicodeScalars.contains(scalar)
        }
        if isPlain { return text }
        let inside = text.split(separator: "'", omittingEmptySubsequences: false)
            .joined(separator: "'\\''")
        return "'\(inside)'"
    }
}

extension Failure {
    /// With the commands of its help completed.
    func naming(_ hints: Hints) -> Failure {
        var failure = self
        failure.message = hints.complete(commandsIn: message)
        failure.help = help.map(hints.complete(commandsIn:))
        return failure
    }
}
