import OnusCEL
import OnusModel

/// Questions about the same input that answer each other: who has more than 7 has more than 5.
struct RelatedQuestions {
    private struct Implication {
        let question: Outline
        let answer: Bool
        let other: Outline
        let follows: Bool
    }

    private var implications: [Implication] = []

    init(_ questions: [Outline], _ workflow: WorkflowSyntax) {
        let facts = PathFacts(inputs: workflow.inputs)
        let atoms = questions.compactMap { question in
            Atom(question, facts).map { (question: question, atom: $0) }
        }
        for same in Dictionary(grouping: atoms, by: \.atom.subject).values where same.count > 1 {
            let subject = same[0].atom.subject
            let constants = Set(same.flatMap(\.atom.constants))
            guard same.count <= Self.mostOfOne, case .value = subject,
                let asked = Question(subject, constants: constants, facts)
            else { continue }
            for one in same {
                for other in same where other.question != one.question {
                    add(one, other, asked)
                }
            }
        }
    }

    /// WHY: each is held against each.
    private static let mostOfOne = 16

    private mutating func add(
        _ one: (question: Outline, atom: Atom), _ other: (question: Outline, atom: Atom),
        _ asked: Question
    ) {
        for answer in [true, false] {
            let places = asked.possible.filter { one.atom.holds($0, of: asked) == answer }
            let follows = Set(places.map { other.atom.holds($0, of: asked) })
            // What never holds implies nothing that is of use.
            guard follows.count == 1, let known = follows.first ?? nil else { continue }
            implications.append(
                Implication(
                    question: one.question, answer: answer, other: other.question, follows: known))
        }
    }

    func contain(_ question: Outline) -> Bool {
        implications.contains { $0.question == question || $0.other == question }
    }

    /// By answer, yes before no: those that follow from it.
    func implied(among numbers: [Outline: Int]) -> [[Int]] {
        var implied = Array(repeating: [Int](), count: 2 * numbers.count)
        for implication in implications {
            guard let one = numbers[implication.question], let other = numbers[implication.other]
            else { continue }
            implied[2 * one + (implication.answer ? 0 : 1)]
                .append(2 * other + (implication.follows ? 0 : 1))
        }
        return implied
    }
}
