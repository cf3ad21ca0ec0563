import OnusYAML
import Testing

@Suite("YAML test suite")
struct SuiteTests {
    @Test("every valid text that libyaml reads rightly gives the same events")
    func valid() {
        let cases = OutsideCases.suite.filter { !$0.fails && $0.libyamlPasses }
        let passed = cases.filter { single in
            let reading = YAMLReader.read(single.yaml, allowing: .all)
            return reading.problems.isEmpty
                && SuiteEvents(reading).lines == SuiteEvents.normalized(single.events)
        }
        report("valid", cases, passed)
    }

    @Test("every invalid text that libyaml refuses is refused with a place in the text")
    func invalid() {
        let cases = OutsideCases.suite.filter { $0.fails && $0.libyamlPasses }
        let passed = cases.filter { single in
            let reading = YAMLReader.read(single.yaml, allowing: .all)
            return !reading.problems.isEmpty && reading.documents.isEmpty
                && reading.problems.allSatisfy { $0.span.end.offset <= single.yaml.utf8.count }
        }
        report("invalid", cases, passed)
    }

    @Test("every text of which libyaml's events give the right JSON gives it here")
    func json() {
        let cases = OutsideCases.suite.filter { $0.json != nil && $0.libyamlPassesJSON }
        let passed = cases.filter { single in
            let documents = YAMLReader.read(single.yaml, allowing: .all).documents
            let expected = single.json ?? []
            return documents.count == expected.count
                && zip(documents, expected).allSatisfy { SuiteJSON.matches($0, $1) }
        }
        report("json", cases, passed)
    }

    /// Prints the score, and fails where anything is lost.
    private func report(_ name: String, _ cases: [SuiteCase], _ passed: [SuiteCase]) {
        guard !cases.isEmpty else { return }
        print("cases yaml/\(name): \(passed.count) of \(cases.count)")
        let lost = Set(cases.map(\.id)).subtracting(passed.map(\.id))
        #expect(lost.isEmpty, "lost against libyaml: \(lost.sorted())")
    }
}
