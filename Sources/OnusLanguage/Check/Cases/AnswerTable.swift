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
        var questions = Questions()
        for condition in conditions { questions.collect(condition) }
        for path in paths { questions.collect(path, facts.fields[path]) }
        var rows: [[(question: Question, answer: Int)]] = [[]]
        for question in questions.all(facts) {
            guard rows.count * question.possible.count <= Self.mostRows else {
                self.rows = nil
                return
            }
            rows = rows.flatMap { row in question.possible.map { row + [(question, $0)] } }
        }
        var found: Set<Row> = []
        var inOrder: [Row] = []
        for row in rows {
            guard let all = Self.rows(of: row, conditions, paths),
                inOrder.count + all.count <= Self.mostRows
            else {
                self.rows = nil
                return
            }
            inOrder += all.filter { found.insert($0).inserted }
        }
        self.rows = inOrder
    }

    /// What is not understood may hold or not.
    private static func rows(
        of answers: [(question: Question, answer: Int)], _ conditions: [Outline],
        _ paths: [[String]]
    ) -> [Row]? {
        let known = Dictionary(
            answers.map { ($0.question.path, $0) }, uniquingKeysWith: { first, _ in first })
        let evaluation = KnownAnswers(known: known)
        let words = paths.compactMap { path in
            known[path].flatMap { $0.question.word($0.answer) }.map { (path, $0) }
        }
        var rows: [[Outline: Bool]] = [[:]]
        for condition in conditions {
            let truths = evaluation.truth(of: condition).map { [$0] } ?? [true, false]
            guard rows.count * truths.count <= mostRows else { return nil }
            rows = rows.flatMap { row in
                truths.map { row.merging([condition: $0]) { _, new in new } }
            }
        }
        let named = Dictionary(words, uniquingKeysWith: { first, _ in first })
        return rows.map { Row(truths: $0, words: named) }
    }
}
