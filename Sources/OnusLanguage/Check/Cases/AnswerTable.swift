import OnusCEL
import OnusModel

/// All answers to what some conditions ask, and which of the conditions hold with each.
struct AnswerTable {
    struct Row: Hashable {
        /// By condition.
        let truths: [Outline: Bool]
        /// What is a word there, by path.
        let words: [[String]: String]
    }

    /// Each once; nil when there are too many combinations to look at.
    let rows: [Row]?

    private static let mostRows = 4096

    /// - Parameter paths: are asked for although no condition names them.
    init(_ conditions: [Outline], paths: [[String]], _ facts: PathFacts) {
        // WHY: the conditions stand at several places, and what is not understood may have changed
        // from one to the next.
        var questions = Questions(facts, asksEverything: false)
        for condition in conditions { questions.collect(condition) }
        for path in paths { questions.collect(path) }
        let asked = questions.all
        guard let every = combinations(of: asked, most: Self.mostRows) else {
            rows = nil
            return
        }
        var found: Set<Row> = []
        var inOrder: [Row] = []
        for answers in every {
            let known = KnownAnswers(asked, answers, facts)
            guard let all = Self.rows(known, conditions, paths),
                inOrder.count + all.count <= Self.mostRows
            else {
                rows = nil
                return
            }
            inOrder += all.filter { found.insert($0).inserted }
        }
        rows = inOrder
    }

    /// What is not understood may hold or not.
    private static func rows(
        _ known: KnownAnswers, _ conditions: [Outline], _ paths: [[String]]
    ) -> [Row]? {
        let words = paths.compactMap { path in known.word(of: path).map { (path, $0) } }
        var rows: [[Outline: Bool]] = [[:]]
        for condition in conditions {
            let truths = known.truth(of: condition).map { [$0] } ?? [true, false]
            guard rows.count * truths.count <= mostRows else { return nil }
            rows = rows.flatMap { row in
                truths.map { row.merging([condition: $0]) { _, new in new } }
            }
        }
        let named = Dictionary(words, uniquingKeysWith: { first, _ in first })
        return rows.map { Row(truths: $0, words: named) }
    }
}
