import Testing

// A command without a written name has it worked out of its type, which costs every start of `onus`
// a tenth of a millisecond for each command.

enum Commands {
    static func violations(path: String, text: String) -> [Violation] {
        text.ranges(of: "CommandConfiguration(").compactMap { range in
            let rest = text[range.upperBound...].drop { $0.isWhitespace }
            guard !rest.hasPrefix("commandName:") else { return nil }
            let line = text[..<range.lowerBound].count { $0 == "\n" } + 1
            return Violation(path: path, line: line, message: "a command without its name")
        }
    }
}

@Suite("commands")
struct CommandTests {
    @Test("every command says its name")
    func house() throws {
        let files = Repository.paths(under: "Sources/OnusCLI/Commands")
        #expect(files.count > 20)
        for path in files {
            #expect(Commands.violations(path: path, text: try Repository.text(path)) == [])
        }
    }

    @Test("a command without its name is stopped")
    func planted() {
        let text = """
            static let configuration = CommandConfiguration(
                commandName: "check", abstract: "Checks.")
            static let configuration = CommandConfiguration(
                abstract: "Runs.")
            """
        #expect(Commands.violations(path: "a.swift", text: text).map(\.line) == [3])
    }
}
