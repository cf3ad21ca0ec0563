import Foundation
import Testing

// What may trap, race or wait needs its reason in a comment on the line above; what is to be done
// later needs an issue, not a comment.

enum Words {
    struct Rule: Sendable {
        var name: String
        /// What every line that breaks the rule contains.
        var text: String
        var isBroken: @Sendable (_ line: String) -> Bool = { _ in true }
        /// Only tests are held to it.
        var isForTests = false
    }

    static func violations(in file: SourceFile) -> [Violation] {
        let code = file.code.joined(separator: "\n")
        let broken = rules.filter { (file.isTest || !$0.isForTests) && code.contains($0.text) }
            .flatMap { rule in
                file.code.indices.filter { number in
                    let line = file.code[number]
                    return line.contains(rule.text) && rule.isBroken(line)
                        && !hasReason(file, above: number)
                }
                .map { file.violation($0 + 1, "\(rule.name) needs its reason on the line above") }
            }
        return broken + unfinished(in: file)
    }

    private static func unfinished(in file: SourceFile) -> [Violation] {
        file.comments.indices.filter { number in
            !Set(file.comments[number].split { !$0.isLetter }).isDisjoint(with: later)
        }
        .map { file.violation($0 + 1, "what is left to do belongs into an issue") }
    }

    /// True below a comment of at least three words.
    private static func hasReason(_ file: SourceFile, above number: Int) -> Bool {
        guard number > 0 else { return false }
        let above = file.lines[number - 1].drop { $0 == " " }
        return above.hasPrefix("//") && above.split(separator: " ").count > 3
    }

    /// True when something is unwrapped by force; `!=`, `!a`, `try!` and `as!` are something else.
    private static func unwrapsByForce(_ line: String) -> Bool {
        let code = Array(line.utf8)
        return code.indices.dropFirst().contains { place in
            guard code[place] == UInt8(ascii: "!"),
                place + 1 == code.count || code[place + 1] != .equals
            else { return false }
            let before = code[place - 1]
            let closes: [UInt8] = [.close, .closeSquare, .closeBrace, .quote, .backtick]
            guard before.isWordPart else { return closes.contains(before) }
            let word = code[..<place].reversed().prefix { $0.isWordPart }.reversed()
            return !["try", "as"].contains(String(decoding: word, as: UTF8.self))
        }
    }

    /// True when a test's name is not written out as a sentence.
    private static func isUnnamed(_ line: String) -> Bool {
        guard let attribute = line.range(of: "@Test") else { return false }
        let rest = line[attribute.upperBound...].filter { $0 != " " }
        return !rest.hasPrefix("(\"") && rest != "("
    }

    private static let later: Set<Substring> = ["TODO", "FIXME", "XXX", "HACK"]

    static let rules = [
        Rule(name: "`fatalError`", text: "fatalError("),
        Rule(name: "`preconditionFailure`", text: "preconditionFailure("),
        Rule(name: "`try!`", text: "try!"),
        Rule(name: "`as!`", text: " as!"),
        Rule(name: "a forced unwrap", text: "!", isBroken: unwrapsByForce),
        Rule(name: "`@unchecked Sendable`", text: "@unchecked Sendable"),
        Rule(name: "`nonisolated(unsafe)`", text: "nonisolated(unsafe)"),
        Rule(name: "`unowned(unsafe)`", text: "unowned(unsafe)"),
        Rule(name: "`unsafeBitCast`", text: "unsafeBitCast("),
        Rule(name: "`Thread.sleep`", text: "Thread.sleep("),
        Rule(name: "a sleeping test", text: "Task.sleep(", isForTests: true),
        Rule(name: "a sleeping test", text: "usleep(", isForTests: true),
        Rule(name: "a test that is switched off", text: ".disabled(", isForTests: true),
        Rule(name: "a test that is switched off", text: ".enabled(if:", isForTests: true),
        Rule(
            name: "a test without a sentence", text: "@Test", isBroken: isUnnamed, isForTests: true),
    ]
}

@Suite("words that need a reason")
struct WordTests {
    @Test("nothing traps, races or waits without a reason")
    func house() {
        #expect(Repository.all.flatMap(Words.violations) == [])
    }

    @Test(
        "each is stopped without a reason and passes with one",
        arguments: [
            "fatalError()", "preconditionFailure(a)", "let a = try! b()", "let a = b as! C",
            "let a = b!", "b()!.c", "b[1]!", "let a: Int!", "return b! == c", "{ 1 }()!",
            "final class A: @unchecked Sendable {}", "nonisolated(unsafe) var a = 1",
            "unowned(unsafe) let a: B", "unsafeBitCast(a, to: B.self)", "Thread.sleep(1)",
            "try await Task.sleep(for: a)", "usleep(1)", "@Test(.disabled(\"slow\"))",
            "@Test func a() {}", "@Test(arguments: a)",
        ])
    func planted(line: String) {
        let bare = SourceFile(path: "Tests/ATests/A.swift", text: "let z = 1\n\(line)\n")
        #expect(Words.violations(in: bare).first?.line == 2)
        let reasoned = SourceFile(
            path: "Tests/ATests/A.swift", text: "// the parser has checked it\n\(line)\n")
        #expect(Words.violations(in: reasoned) == [])
    }

    @Test(
        "what only looks like one passes",
        arguments: [
            "if !a, b != c {}", "let a = \"try! b! // TODO\"", "// no fatalError() here!",
            "#if !os(Linux)", "a.map { !$0 }", "@Test(\"a sentence\")", "@Test(",
        ])
    func passing(line: String) {
        #expect(Words.violations(in: SourceFile(path: "Tests/ATests/A.swift", text: line)) == [])
    }

    @Test("what is left to do is stopped, reason or not")
    func unfinished() {
        let file = SourceFile(
            path: "Sources/A/A.swift",
            text: "// it has a good reason\n// TODO: later\nlet a = 1 // XXX\n")
        #expect(Words.violations(in: file).map(\.line) == [2, 3])
    }

    @Test("modules may wait where tests may not")
    func runtime() {
        let text = "try await Task.sleep(for: a)\n"
        #expect(Words.violations(in: SourceFile(path: "Sources/A/A.swift", text: text)) == [])
    }
}
