import OnusCLI
import OnusValues
import Testing

@Suite("who leaves")
struct LeaverTests {
    /// The shop without kim; sam heads the workshop.
    private static let organization = """
        organization: small-company
        calendar: office
        units:
          - {id: company, name: The Company, head: dana}
          - {id: workshop, name: Workshop, parent: company, head: sam}
          - {id: audit, name: Audit, parent: company, head: ari}
        people:
          - {id: dana, name: Dana, unit: company}
          - {id: sam, name: Sam, unit: workshop}
          - {id: ari, name: Ari, unit: audit}

        """

    @Test("what is open to who has left goes to others, and the record says whom")
    func handedOver() async throws {
        let shop = try await Shop(virtualFrom: "2026-03-02T09:00:00Z")
        let run = try await shop.startPurchase()
        try shop.folder.write(Self.organization, to: "organization.yaml")
        let deploy = await shop.onus("deploy", "organization.yaml")
        #expect(deploy.status == .done)
        #expect(
            deploy.messages.contains(
                "the open duty `\(run)/approve` goes on without `kim`, not in `small-company`"),
            "\(deploy.messages)")
        let log = await shop.onus("log", run).result
        #expect(log.contains("approve is answered for by sam: of `small-company` no longer: `kim`"))
        #expect(log.contains("approve asks kim no more: of `small-company` no longer"))
        #expect(log.contains("approve goes to dana: nobody else is left"), "\(log)")
        let show = await shop.onus("show", "\(run):approve", "--format", "json").document
        #expect(show["waits_for"].value == .list(["dana"]))
        #expect(show["accountable"].value == "sam")
    }

    @Test("an organisation alone is held against the workflows in force")
    func inForce() async throws {
        let shop = try await Shop()
        try shop.folder.write(
            """
            onus: 1
            workflow: named
            version: 1
            duties: {accountable: head("workshop"), supervisor: head("company"), due: 2 workdays, escalation: standard}
            escalations: {standard: [{at: due, decide: expired}]}
            steps:
              - {id: ask, task: approval, responsible: person("kim"), then: {rejected: done, expired: done}}
              - {id: done, end: done}
            """, to: "named.yaml")
        #expect(await shop.onus("deploy", ".").status == .done)
        try shop.folder.write(Self.organization, to: "organization.yaml")
        let deploy = await shop.onus("deploy", "organization.yaml")
        #expect(
            deploy.messages.contains(
                "`named` in force names what `small-company` has not: no person `kim`"),
            "\(deploy.messages)")
        #expect(!deploy.messages.contains("purchase"))
    }

    @Test("deploy says of an organisation and a calendar too whether they changed")
    func changed() async throws {
        let shop = try await Shop()
        func words(_ answer: Terminal.Answer) -> [[Substring]] {
            answer.lines.map { $0.split(separator: " ") }
        }
        let first = words(await shop.onus("deploy", "."))
        #expect(first.contains(["organization", "small-company", "new"]))
        #expect(first.contains(["calendar", "office", "new"]))
        let organization = try shop.folder.text(of: "organization.yaml")
        try shop.folder.write(
            organization.replacing("name: Audit,", with: "name: Auditors,"),
            to: "organization.yaml")
        let second = words(await shop.onus("deploy", "."))
        #expect(second.contains(["organization", "small-company", "changed"]))
        #expect(second.contains(["calendar", "office", "unchanged"]))
        let json = await shop.onus("deploy", ".", "--format", "json").document
        #expect(json["organization_state"].value == "unchanged")
        #expect(json["calendar_states"]["office"].value == "unchanged")
    }

    @Test("who has stepped out of a duty is shown as such")
    func steppedOut() async throws {
        let shop = try await Shop()
        let run = try await shop.startPurchase()
        let recuse = await shop.onus("recuse", "\(run):approve", "--as", "kim", "--comment", "kin")
        #expect(recuse.status == .done, "\(recuse.messages)")
        let text = await shop.onus("show", "\(run):approve").result
        #expect(text.contains("kim (stepped out), dana"), "\(text)")
        let json = await shop.onus("show", "\(run):approve", "--format", "json").document
        #expect(json["recused"].value == .list(["kim"]))
    }
}
