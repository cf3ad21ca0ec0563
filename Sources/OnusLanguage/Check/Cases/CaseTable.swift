import OnusCEL

/// All combinations of answers to what the conditions of a `switch` ask, and which of the cases
/// apply with each.
///
/// Conditions are understood as far as they compare values with constants or with each other. Of
/// anything else it is known that it is true or false, the same wherever it is written the same.
struct CaseTable {
    /// An answer for each question.
    struct Row {
        let answers: [Int]
        /// By case; nil where it may apply or not.
        let truths: [Bool?]

        /// The first case that surely applies; nil when none does.
        var chosen: Int? { truths.firstIndex(of: true) }

        /// Whether some case may apply and none surely does.
        var isOpen: Bool { !truths.contains(true) && truths.contains(nil) }

        /// Whether a case may be the one that is taken.
        func mayTake(_ index: Int) -> Bool {
            truths[index] != false && !truths[..<index].contains(true)
        }
    }

    let questions: [Question]
    /// Nil when there are too many combinations to look at.
    let rows: [Row]?

    private static let mostRows = 4096

    init(_ conditions: [Outline], _ facts: PathFacts) {
        let everything = Self.questions(of: conditions, facts, asksEverything: true)
        if let all = combinations(of: everything, most: Self.mostRows) {
            questions = everything
            rows = Self.rows(all, everything, conditions, facts)
            return
        }
        let understood = Self.questions(of: conditions, facts, asksEverything: false)
        questions = understood
        rows = combinations(of: understood, most: Self.mostRows).map {
            Self.rows($0, understood, conditions, facts)
        }
    }

    private static func questions(
        of conditions: [Outline], _ facts: PathFacts, asksEverything: Bool
    ) -> [Question] {
        var questions = Questions(facts, asksEverything: asksEverything)
        for condition in conditions { questions.collect(condition) }
        return questions.all
    }

    private static func rows(
        _ combinations: [[Int]], _ questions: [Question], _ conditions: [Outline],
        _ facts: PathFacts
    ) -> [Row] {
        combinations.map { answers in
            let known = KnownAnswers(questions, answers, facts)
            return Row(answers: answers, truths: conditions.map { known.truth(of: $0) })
        }
    }

    /// A row in which no case applies, said in as few answers as suffice; nil where there is none of
    /// which that is sure.
    var gap: String? {
        guard let rows,
            let gap = rows.first(where: { $0.chosen == nil && !$0.isOpen })
        else { return nil }
        var needed = Array(gap.answers.indices)
        for index in gap.answers.indices {
            let fewer = needed.filter { $0 != index }
            let isEnough = rows.allSatisfy { row in
                !fewer.allSatisfy { row.answers[$0] == gap.answers[$0] }
                    || row.chosen == nil && !row.isOpen
            }
            if isEnough, !fewer.isEmpty { needed = fewer }
        }
        guard !needed.isEmpty else { return nil }
        return needed.map { questions[$0].text(of: gap.answers[$0]) }.joined(separator: " and ")
    }
}
