import OnusModel
import OnusStore

extension OnusRuntime {
    /// Why runs to which a signal came take nothing from it.
    package func refusals(
        of signal: Signal, in runs: [RunID]
    ) async throws(RuntimeError) -> [(run: RunID, why: String)] {
        var refusals: [(RunID, String)] = []
        for run in runs {
            for event in try await events(of: run) {
                guard case .signalReceived(let receipt) = event.body,
                    receipt.signal.id == signal.id, let why = receipt.refused
                else { continue }
                refusals.append((run, why))
            }
        }
        return refusals
    }

    /// Why nothing came of a signal that was meant for something; nil when something did.
    func refusal(
        of signal: Signal, _ publication: Publication
    ) async throws(RuntimeError) -> String? {
        let refusals = try await refusals(of: signal, in: publication.takers)
        guard publication.takers.allSatisfy({ run in refusals.contains { $0.run == run } }) else {
            return nil
        }
        return refusals.first.map { "`\(signal.name)` is not taken: \($0.why)" }
            ?? publication.refused.first.map {
                "`\(signal.name)` could not start `\($0.workflow)`: \($0.refusal.message)"
            }
    }
}
