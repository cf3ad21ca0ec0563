import Foundation
import OnusLanguage
import OnusModel
import Testing

@Suite("Limits of authored text")
struct LimitTests {
    /// A text that takes a limit as far as a number says.
    struct Sample: Sendable, CustomTestStringConvertible {
        let limit: AuthorLimit
        /// What the message says when there is one too many, apart from the code.
        let message: String
        let text: @Sendable (Int) -> String

        init(_ limit: AuthorLimit, _ message: String, _ text: @escaping @Sendable (Int) -> String) {
            (self.limit, self.message, self.text) = (limit, message, text)
        }

        var testDescription: String { limit.what }
    }

    private static func workflow(_ steps: String, head: String = "") -> String {
        Checking.workflow("  - \(steps)\n  - {id: no, end: refused}", head: head)
    }

    private static func duty(_ option: String) -> String {
        workflow(
            "{id: look, task: approval, responsible: clerk, \(option), "
                + "then: {rejected: no, expired: no}}")
    }

    private static func rung(_ option: String) -> String {
        duty("escalation: [{at: due, remind: boss, \(option)}, {at: due + 1 day, decide: expired}]")
    }

    private static func repeated(_ text: String, _ count: Int) -> String {
        String(repeating: text, count: count)
    }

    /// Names are 4 characters shorter than the number says, so that nothing else is too long.
    static let samples: [Sample] = [
        Sample(.bytes, "at most") { size in
            let text = workflow("{id: note, set: {total: 1}}")
            return text + "\n#" + repeated("x", size - text.utf8.count - 2)
        },
        Sample(.depth, "more than 64") { depth in
            "a: " + repeated("[", depth - 1) + repeated("]", depth - 1)
        },
        Sample(.nodes, "1000000") { count in "[" + repeated("1,", count - 2) + "1]" },
        Sample(.steps, "at most 2000 are allowed") { count in
            let steps = (2..<count).map { "  - {id: s\($0), set: {total: 1}}" }
            return workflow(
                "{id: note, set: {total: 1}}\n" + steps.joined(separator: "\n"))
        },
        Sample(.identifier, "longer than 64 characters") {
            workflow("{id: \(repeated("a", $0)), set: {total: 1}}")
        },
        Sample(.handle, "longer than 100 characters") {
            workflow("{id: tell, emit: \(repeated("a", $0))}")
        },
        Sample(.expression, "longer than 16384 bytes") {
            workflow(
                "{id: note, if: \"inputs.note == '\(repeated("a", $0 - 17))'\", set: {total: 1}}")
        },
        Sample(.nesting, "nested more than 64 deep") { depth in
            // The innermost part counts too.
            let text = repeated("[", depth - 1) + "1" + repeated("]", depth - 1)
            return workflow("{id: note, set: {total: \"${ \(text) }\"}}")
        },
        Sample(.version, "expected a whole number") {
            workflow("{id: note, set: {total: 1}}").replacing("version: 1", with: "version: \($0)")
        },
        Sample(.passes, "from 1 to 1000") { duty("at_most: \($0), catch: {passes: no}") },
        Sample(.atOnce, "from 1 to 1000") {
            workflow(
                "{id: all, foreach: \"[1]\", as: item, at_once: \($0), steps: [{id: w, wait: 1 day}]}"
            )
        },
        Sample(.join, "from 1 to 1000") { count in
            let branches = (0..<count).map { "b\($0): [{id: s\($0), wait: 1 day}]" }
            return workflow(
                "{id: all, join: \(count), parallel: {\(branches.joined(separator: ", "))}}")
        },
        Sample(.signals, "from 1 to 1000") {
            workflow("{id: hear, receive: bell, match: \"true\", count: \($0)}")
        },
        Sample(.repetitions, "from 1 to 1000") { rung("repeat: {every: 1 min, times: \($0)}") },
        Sample(.raise, "1 to 10") { rung("raise: \($0)") },
        Sample(.retries, "1 to 100") {
            workflow(
                "{id: pay, task: fund.reserve, with: {fund: a, amount: 1}, "
                    + "retry: {times: \($0), wait: 1 s}, catch: {any: no}}")
        },
        Sample(.priority, "from 0 to 9") { duty("priority: \($0)") },
        Sample(.evidence, "0 to 100") { duty("evidence: \($0)") },
        Sample(.grants, "1 to 100") {
            duty("extend: {by: boss, at_most: 1 day, times: \($0)}")
        },
        Sample(.length, "from 0 to 1000000") {
            duty("form: {note: {type: string, maxLength: \($0)}}")
        },
        Sample(.period, "too long") { workflow("{id: rest, wait: \($0) s}") },
        Sample(.years, "longer than 100 years") { duty("due: \($0) years") },
    ]

    private func messages(_ sample: Sample, _ number: Int) throws -> [String] {
        try Checking.check(sample.text(number)).diagnostics
            .filter { $0.code == sample.limit.told }.map(\.message)
    }

    @Test("as much as is allowed is taken, and one more is told", arguments: samples)
    func edges(_ sample: Sample) throws {
        let allowed = try messages(sample, sample.limit.most)
        #expect(!allowed.contains { $0.contains(sample.message) }, "\(allowed)")
        let refused = try messages(sample, sample.limit.most + 1)
        #expect(refused.contains { $0.contains(sample.message) }, "\(refused)")
    }

    @Test("as few as are allowed are taken, and one fewer is told")
    func least() throws {
        for sample in Self.samples
        where sample.limit.least > 0 && sample.message.contains(/from|1 to/) {
            let allowed = try messages(sample, sample.limit.least)
            #expect(!allowed.contains { $0.contains(sample.message) }, "\(allowed)")
            let refused = try messages(sample, sample.limit.least - 1)
            #expect(!refused.isEmpty, "\(sample.limit.what)")
        }
    }

    @Test("so many mistakes of a file are listed, and how many more there are")
    func mistakes() throws {
        let most = AuthorLimit.mistakes.most
        for count in [most, most + 1] {
            let steps = (0..<count).map { "  - {id: s\($0), set: {nothing: 1}}" }
            let found = try Checking.check(
                Checking.workflow(steps.joined(separator: "\n") + "\n  - {id: no, end: refused}")
            ).diagnostics
            let more = found.filter { $0.code == AuthorLimit.mistakes.told }.map(\.message)
            #expect(found.count == min(count, most) + more.count)
            #expect(more.isEmpty == (count == most), "\(more)")
        }
    }

    @Test("the table of limits is the one that the code has")
    func table() throws {
        let path = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(
                path: "Workflows/LIMITS.md")
        let made = """
            # Limits

            How much a text may have of something, and what is told when it has more: the code of a
            mistake (`onus explain CODE`), or the error that a run raises and a `catch` can name.


            """ + AuthorLimit.table
        if ProcessInfo.processInfo.environment["ONUS_RECORD"] != nil {
            try made.write(to: path, atomically: true, encoding: .utf8)
        }
        let text = try String(contentsOf: path, encoding: .utf8)
        #expect(text == made, "record it with ONUS_RECORD=1")
    }
}
