/// The problems of one text, of which only so many are kept.
struct ProblemList {
    private(set) var problems: [YAMLProblem] = []
    private let limit: Int
    /// More were found than are kept; whoever looks for more may stop.
    private(set) var isFull = false

    init(limit: Int) {
        self.limit = limit
    }

    mutating func add(_ problem: YAMLProblem) {
        guard problems.count < limit else { return refuse(problem) }
        problems.append(problem)
    }

    /// In the order of the text; that the list is full is said last.
    var inOrder: [YAMLProblem] {
        let ends = problems.filter { $0.code == .more }
        return problems.filter { $0.code != .more }
            .sorted { $0.span.start.offset < $1.span.start.offset } + ends
    }

    private mutating func refuse(_ problem: YAMLProblem) {
        guard !isFull else { return }
        isFull = true
        problems.append(
            YAMLProblem(
                .more, "there are more problems than the \(limit) that are listed",
                at: problem.span, help: "correct these and check again"))
    }
}
