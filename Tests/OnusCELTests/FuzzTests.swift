import Foundation
import OnusCEL
import OnusValues
import RandomWorkflows
import Testing

@Suite("Expressions nobody would write")
struct FuzzTests {
    private static let data: ValueMap = [
        "inputs": [
            "amount": .decimal(1_250_000), "count": 3, "ratio": .double(0.5), "project": "A1",
            "urgent": true, "due": .timestamp(.epoch), "wait": .duration(.seconds(60)),
            "tags": ["x", "yy"], "scores": ["a": 1],
        ], "steps": ["budget": ["outcome": "ok"], "panel": [:]], "lead": "li.wei",
        "leader": "he.ming",
        "experts": ["li.wei", "b", "c"], "initiator": "x", "now": .timestamp(.epoch),
    ]

    /// How many texts; `ONUS_FUZZ=1000000` for the long form.
    private static var count: Int {
        ProcessInfo.processInfo.environment["ONUS_FUZZ"].flatMap { Int($0) } ?? 4000
    }

    @Test("no text traps or runs away, and what the checker promises comes true")
    func fuzz() {
        var texts = RandomExpressions(random: SeededRandom(seed: 2026))
        var (right, wrong, broken) = (0, 0, 0)
        for _ in 0..<Self.count {
            let text = texts.text()
            guard let expression = try? Expression(parsing: text) else {
                broken += 1
                continue
            }
            let checked = Workflow.environment.check(expression)
            let length = text.unicodeScalars.count
            for error in checked.diagnostics
            where error.span.start.offset > length || error.span.start > error.span.end {
                Issue.record("`\(text)`: a place outside the text: \(error)")
            }
            let budget = Budget(steps: 20_000, bytes: 1 << 18)
            _ = try? Workflow.environment.compileUnchecked(expression).evaluate(
                Self.data, budget: budget)
            guard let program = checked.program else {
                wrong += 1
                continue
            }
            right += 1
            if Self.holdsDyn(checked.type) { Issue.record("`\(text)` is \(checked.type)") }
            verify(program, text, budget)
        }
        print("fuzz cel: \(right) right, \(wrong) wrong, \(broken) broken")
        #expect(right > Self.count / 10)
        #expect(wrong > Self.count / 10)
    }

    private func verify(_ program: Program, _ text: String, _ budget: Budget) {
        do throws(CELEvaluationError) {
            let value = try program.evaluate(Self.data, context: ["finance": ["a"]], budget: budget)
            if !Self.fits(value, program.type) {
                Issue.record("`\(text)` is \(program.type), gave \(value.canonicalJSONText)")
            }
        } catch {
            // Data may be missing or too large, but never of a wrong type.
            if error.message.contains("no such overload") || error.message.contains("undeclared") {
                Issue.record("`\(text)`: \(error)")
            }
        }
    }

    private static func holdsDyn(_ type: ValueType) -> Bool {
        switch type {
        case .dyn: true
        case .list(let element), .optional(let element): holdsDyn(element)
        case .map(let key, let value): holdsDyn(key) || holdsDyn(value)
        default: false
        }
    }

    private static func fits(_ value: Value, _ type: ValueType) -> Bool {
        switch (type, value) {
        case (.list(let element), .list(let list)): list.allSatisfy { fits($0, element) }
        case (.people, .list(let list)): list.allSatisfy { $0.stringValue != nil }
        case (.map(let key, let content), .map(let map)):
            map.allSatisfy { fits($0.key, key) && fits($0.value, content) }
        case (.optional(let wrapped), .optional(let content)):
            content.map { fits($0, wrapped) } ?? true
        case (.null, .null), (.bool, .bool), (.int, .int), (.uint, .uint), (.double, .double),
            (.decimal, .decimal), (.string, .string), (.person, .string), (.bytes, .bytes),
            (.timestamp, .timestamp), (.duration, .duration), (.record, .map), (.file, .map),
            (.type, .type), (.named, .string):
            true
        default: false
        }
    }

    @Test("a duration of more digits than any number holds is refused")
    func longDurations() throws {
        let digits = String(repeating: "9", count: 60)
        let most = "47261111111111111h"
        let texts = [
            digits + "h", "-0." + digits + "s", digits, "1ns" + digits + "ns", most + most,
            "\(String(repeating: "99999999999h", count: 30))\(most)",
        ]
        for text in texts {
            let expression = try Expression(parsing: "duration('\(text)')")
            let checked = Workflow.environment.check(expression)
            #expect(checked.diagnostics.count == 1, "\(text)")
        }
    }

    @Test("no template traps")
    func templates() {
        var texts = RandomExpressions(random: SeededRandom(seed: 7))
        var read = 0
        for _ in 0..<min(Self.count, 50_000) / 4 {
            let text = "a ${ \(texts.text()) } $${ b ${\(texts.text())}"
            guard let template = try? Template(parsing: text) else { continue }
            read += 1
            let program = Workflow.environment.check(template).program
            _ = try? program?.evaluate(Self.data, budget: Budget(steps: 20_000, bytes: 1 << 18))
        }
        #expect(read > 0)
    }
}
