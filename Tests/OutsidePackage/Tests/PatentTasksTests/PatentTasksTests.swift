import OnusTesting
import PatentTasks
import Testing

@Suite("Patents")
struct PatentTasksTests {
    @Test("the plugin keeps the contract of plugins")
    func contract() async {
        let contract = PluginContract(
            PatentPlugin.self, settings: ["register": ["CN1": "Sun Li"]],
            examples: ["patent.status": [["number": "CN1"]], "patent.value": [["opinions": 2]]],
            fields: ["amount": [100, .decimal(3), "much"]])
        let violations = await contract.violations()
        #expect(violations == [])
    }

    @Test("a patent is found in the register")
    func status() async throws {
        let bench = try ActionBench(
            [PatentPlugin.self], settings: ["patent": ["register": ["CN1": "Sun Li"]]])
        let outputs = try await bench.perform("patent.status", ["number": "CN1"], key: "a")
        #expect(outputs == ["in_force": true, "owner": "Sun Li"])
    }
}
