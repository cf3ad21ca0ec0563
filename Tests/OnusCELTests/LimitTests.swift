import Foundation
import OnusCEL
import OnusValues
import Testing

/// Runs on a thread with a stack as small as any platform gives to one, twice that for a debug build,
/// whose frames are more than twice as large.
func onSmallStack(_ body: @escaping @Sendable () -> Void) {
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
        body()
        done.signal()
    }
    thread.stackSize = 1 << 20
    thread.start()
    done.wait()
}

@Suite("Limits of expressions")
struct LimitTests {
    private static func nested(_ open: String, _ inner: String, _ close: String, _ count: Int)
        -> String
    {
        String(repeating: open, count: count) + inner + String(repeating: close, count: count)
    }

    /// Ways to stand in one another, each `count` deep.
    static let shapes: [@Sendable (Int) -> String] = [
        { nested("(", "1", ")", $0) }, { nested("[", "1", "]", $0) },
        { nested("!(", "true", ")", $0) }, { nested("-(", "1", ")", $0) },
        { nested("{'a':", "1", "}", $0) }, { nested("math.abs(", "1", ")", $0) },
        { nested("[1].map(x,", "x", ")", $0) }, { nested("cel.bind(x,1,", "x", ")", $0) },
        { nested("true?1:", "1", "", $0) }, { nested("[0][", "0", "]", $0) },
        { nested("(true&&(false||", "true", "))", $0 / 2) }, { nested("1+(", "1", ")", $0) },
        { nested("", "1", "+1", $0) }, { nested("", "steps", ".panel", $0) },
        { nested("", "{'a':1}", "['a']", $0) }, { nested("optional.of(", "1", ")", $0) },
        { nested("optional.of(1).optMap(x,", "x", ")", $0) },
        { nested("has(", "steps.panel", ".a)", $0) }, { nested("[?", "{}.?a", "]", $0) },
    ]

    @Test("no text runs out of stack, however it is nested")
    func stack() {
        onSmallStack {
            for shape in Self.shapes {
                for count in [30, 60, 62, 63, 64, 4000] {
                    let text = shape(count)
                    guard let expression = try? Expression(parsing: text) else {
                        if count <= 30 { Issue.record("refused at \(count): \(text.prefix(40))") }
                        continue
                    }
                    if count > 64 { Issue.record("taken at \(count): \(text.prefix(40))") }
                    let loose = Environment(isStrict: false)
                    _ = loose.check(expression)
                    _ = Workflow.environment.check(expression)
                    _ = try? loose.compileUnchecked(expression).evaluate(["steps": [:]])
                }
            }
        }
    }

    @Test("a text of more than 16 KiB is refused, one of exactly 16 KiB is read")
    func size() throws {
        let full = "'" + String(repeating: "a", count: (16 << 10) - 2) + "'"
        #expect(throws: Never.self) { try Expression(parsing: full) }
        let error = #expect(throws: CELError.self) { try Expression(parsing: full + " ") }
        #expect(error?.message == "the expression is longer than 16384 bytes")
    }

    @Test("depth is allowed to its limit and not one further")
    func depth() {
        let limit = ExpressionLimits().depth
        #expect(throws: Never.self) {
            try Expression(parsing: Self.nested("[", "1", "]", limit - 1))
        }
        let error = #expect(throws: CELError.self) {
            try Expression(parsing: Self.nested("[", "1", "]", limit))
        }
        #expect(error?.message == "the expression is nested more than \(limit) deep")
        let terms = Array(repeating: "true", count: 2000).joined(separator: " && ")
        #expect(throws: Never.self) { try Expression(parsing: terms) }
    }

    private func failure(_ text: String, _ variables: ValueMap = [:]) -> CELEvaluationError? {
        let environment = Environment(isStrict: false)
        do {
            let expression = try Expression(parsing: text)
            _ = try environment.compileUnchecked(expression).evaluate(variables)
            return nil
        } catch { return error as? CELEvaluationError }
    }

    private static let hundred = "[" + (0..<100).map(String.init).joined(separator: ",") + "]"

    @Test("loops and growing values end when the budget is used up, whatever stands around them")
    func budget() {
        let loop = { (body: String) in
            "cel.bind(l, \(Self.hundred), l.all(a, l.all(b, l.all(c, l.all(d, \(body))))))"
        }
        #expect(failure(loop("true"))?.kind == .budget)
        #expect(failure("true || " + loop("true"))?.kind == nil)
        #expect(failure(loop("true") + " || true")?.kind == .budget)
        #expect(failure(loop("1/0 > 0") + " || true")?.kind == .budget)
        let doubling = (0..<40).reduce("'x'") { text, _ in "cel.bind(s, \(text), s + s)" }
        #expect(failure(doubling)?.kind == .budget)
        let lists = (0..<40).reduce("[1]") { text, _ in "cel.bind(s, \(text), s + s)" }
        #expect(failure(lists)?.kind == .budget)
        let long = Value.string(String(repeating: "a", count: 1 << 20))
        #expect(
            failure("\(Self.hundred).all(x, s.matches('(a|b)*c') || true)", ["s": long])?.kind
                == .budget)
        #expect(
            failure("\(Self.hundred).map(x, \(Self.hundred).map(y, s.size()))", ["s": long])?.kind
                == .budget)
        #expect(
            failure("\(Self.hundred).map(x, \(Self.hundred).map(y, s == s))", ["s": long])?.kind
                == .budget)
        #expect(failure("\(Self.hundred).map(x, s.replace('', s))", ["s": long])?.kind == .budget)
    }

    @Test("a value is refused that would be too large as it is written, or too deep")
    func written() {
        let names = ["a", "b", "c", "d", "e", "f"]
        let shared = names.reduce("[1]") { text, name in
            "cel.bind(\(name), \(text), [\(Array(repeating: name, count: 20).joined(separator: ","))])"
        }
        #expect(failure(shared)?.message.contains("larger than 4 MiB as it is written") == true)
        #expect(failure(shared + ".size() == 20") == nil)
        #expect(failure("string(\(shared))")?.kind != nil)
        #expect(failure("'%s'.format([\(shared)])")?.kind == .budget)
        let deep = (0..<97).reduce(Value.int(1)) { value, _ in .list([value]) }
        #expect(failure("x", ["x": deep])?.kind == .budget)
        #expect(failure("x[0]", ["x": deep]) == nil)
    }

    @Test("a list of the caller that is large is paid for when it is compared")
    func large() {
        let list = Value.list(Array(repeating: 1, count: 50_000))
        #expect(failure("\(Self.hundred).all(x, l == l)", ["l": list])?.kind == .budget)
        #expect(failure("\(Self.hundred).all(x, !(2 in l))", ["l": list])?.kind == .budget)
    }
}
