import OnusLanguage
import RandomWorkflows

/// Random workflows as files, for what must hold of everything that authors write.
enum RandomSources {
    static func workflow(seed: Int) -> [Source] {
        let random = RandomWorkflows.RandomWorkflow(seed: UInt64(seed))
        return [Source(path: "random-\(seed).yaml", text: random.text)]
            + random.others.enumerated().map {
                Source(path: "random-\(seed)-\($0).yaml", text: $1)
            }
    }

    static let house = [
        Source(path: "house.yaml", text: RandomWorkflows.RandomWorkflow.organization),
        Source(path: "plain.yaml", text: RandomWorkflows.RandomWorkflow.calendar),
    ]
}
