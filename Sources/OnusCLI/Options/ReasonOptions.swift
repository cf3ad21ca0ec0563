import ArgumentParser

/// Why somebody interferes with a run.
struct ReasonOptions: ParsableArguments {
    @Option(help: "Why; it stands in the record.") var reason: String

    func validate() throws {
        if reason.allSatisfy(\.isWhitespace) {
            throw ValidationError("--reason says why, and it is empty")
        }
    }
}
