import OnusModel
import OnusPlugin
import OnusRuntime
import OnusStore

/// Starts runs, one after the other, and makes both decisions in each.
struct Client {
    let runtime: OnusRuntime
    let number: Int
    /// Whether a worker has to come first before a duty is in an inbox.
    let waits: Bool

    struct Trouble: Error, CustomStringConvertible {
        let description: String
    }

    /// - Returns: for each run the milliseconds from "decision sent" to "next duty in the inbox".
    func play(_ runs: Int, named name: String) async throws -> [Double] {
        var latencies: [Double] = []
        latencies.reserveCapacity(runs)
        for run in 0..<runs { latencies.append(try await play("\(name).\(number).\(run)")) }
        return latencies
    }

    private func play(_ name: String) async throws -> Double {
        let (first, second) = (Office.first(number), Office.second(number))
        let started = try await runtime.start(
            Office.workflow, by: first,
            inputs: [
                "first": .string(first.id), "second": .string(second.id),
                "subject": "A spectrometer for the pilot plant",
            ], command: CommandID("\(name)/1"))
        try check(started.answer)
        let check = try await duty(of: first)
        let sent = ContinuousClock.now
        try await approve(check, by: first, CommandID("\(name)/2"))
        let approval = try await duty(of: second)
        let seen = ContinuousClock.now
        try await approve(approval, by: second, CommandID("\(name)/3"))
        return (seen - sent).milliseconds
    }

    private func duty(of person: Person) async throws -> DutyRow {
        while true {
            let open = try await runtime.store.inbox(of: [person], limit: 2)
            if open.count == 1 { return open[0] }
            guard open.isEmpty, waits else {
                throw Trouble(description: "`\(person)` has \(open.count) duties, expected one")
            }
            // A benchmark looks again, as a person does; nothing is asserted on it.
            try await Task.sleep(for: .milliseconds(1))
        }
    }

    private func approve(_ duty: DutyRow, by person: Person, _ id: CommandID) async throws {
        let act = ActOnDuty(
            duty: duty.duty, kind: .decide, person: person, outcome: "approved")
        try check(try await runtime.submit(Command(id: id, body: .act(act)), to: duty.run))
    }

    private func check(_ answer: Answer) throws {
        if case .refused(let refusal) = answer { throw Trouble(description: refusal.message) }
    }
}
