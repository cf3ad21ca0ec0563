import OnusCLI
import OnusLanguage
import Testing

@Suite("explain")
struct ExplainTests {
    @Test("a code is explained, however it is typed", arguments: ["W028", "w028"])
    func code(code: String) async {
        let answer = await Terminal().onus("explain", code)
        #expect(answer.status == .done)
        #expect(answer.result.hasPrefix("W028: a clause is not listed\n\n"))
        #expect(answer.result.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test("every code that a file can get has its explanation, once")
    func complete() {
        let explained = Explanation.all.map(\.code)
        #expect(Set(explained).count == explained.count)
        let missing = Code.allCases.map(\.rawValue).filter { !explained.contains($0) }
        #expect(missing == [])
    }

    @Test("without a code all are listed")
    func list() async {
        let answer = await Terminal().onus("explain")
        #expect(answer.result.split(separator: "\n").count == Explanation.all.count)
        #expect(answer.result.contains("Y002  a key is given twice\n"))
    }

    @Test("an unknown code is answered with the nearest one")
    func unknown() async {
        let answer = await Terminal().onus("explain", "W02")
        #expect(answer.status == .usage)
        #expect(answer.messages.hasPrefix("error: there is no code `W02`\nhelp: did you mean `W0"))
    }
}
