import OnusLanguage
import OnusModel
import Testing

@Suite("Workflows with mistakes")
struct BrokenTests {
    @Test(
        "what is wrong is said at its place, and nothing else",
        arguments: BrokenFile.all(in: "Broken"))
    func told(_ file: BrokenFile) throws {
        let diagnostics = try file.diagnostics()
        let text = DiagnosticText(sources: [file.source]).render(diagnostics)
        #expect(!file.marks.isEmpty)
        #expect(Set(file.found(diagnostics)) == Set(file.marks), "\n\(text)")
        // What was expected and what was got says the way out by itself.
        let sayItAll = ["expected", "needs", "has no field"]
        for diagnostic in diagnostics where !sayItAll.contains(where: diagnostic.message.contains) {
            #expect(diagnostic.help != nil, "every message says the way out: \(diagnostic.message)")
        }
    }

    @Test("there are many, and every code of a workflow is in one of them")
    func complete() {
        let files = BrokenFile.all(in: "Broken")
        #expect(files.count >= 60)
        let marked = Set(files.flatMap(\.marks).map(\.code))
        // The limits of a text and its encoding are tested where texts are read; organisations,
        // calendars and tests have files of their own.
        let reading = Code.yamlEmpty.rawValue...Code.unreadableFile.rawValue
        // A workflow of more steps than one may have is made by a test, not written by hand.
        let made = ["W013", "W014"]
        let ofWorkflows = Code.allCases.map(\.rawValue).filter { code in
            !reading.contains(code) && !"OCTP".contains(code.prefix(1))
                && code != Code.duplicateWorkflow.rawValue
        }
        let known = ofWorkflows.filter { !made.contains($0) } + Rules.all.map { $0.code }
        #expect(Set(known).subtracting(marked).sorted() == [])
    }

    @Test("what looks odd and is right passes", arguments: BrokenFile.all(in: "Valid"))
    func valid(_ file: BrokenFile) throws {
        let diagnostics = try file.diagnostics()
        let text = DiagnosticText(sources: [file.source]).render(diagnostics)
        #expect(text == "")
    }

    @Test("there are many that look odd and are right")
    func manyValid() {
        #expect(BrokenFile.all(in: "Valid").count >= 15)
    }
}
