import OnusCEL
import OnusValues
import Testing

@Suite("The published cases")
struct ConformanceTests {
    @Test("the cases of the specification and its extensions pass")
    func cases() throws {
        guard let cases = try OutsideCase.all() else { return }
        var passed: [String: Int] = [:]
        var total: [String: Int] = [:]
        for one in cases {
            let score =
                "cel/\(one.tier == "core" ? "core" : "ext") \(one.expectsError ? "errors" : "values")"
            total[score, default: 0] += 1
            let outcome = one.run()
            if one.accepts(outcome) {
                passed[score, default: 0] += 1
            } else {
                print("failed \(one.id): \(one.expression.prefix(120)) → \(outcome)")
            }
        }
        for score in total.keys.sorted() {
            print("cases \(score): \(passed[score] ?? 0) of \(total[score] ?? 0)")
            #expect(passed[score] == total[score], "\(score)")
        }
    }
}
