import OnusCEL
import OnusModel

// Words with which something is compared.
extension Meaning {
    /// Reports those that it can never be.
    mutating func checkWords(
        of expression: Expression, in scalar: ScalarSyntax, by facts: PathFacts? = nil
    ) {
        let facts = facts ?? words
        for comparison in expression.wordComparisons {
            guard let possible = facts.words(of: comparison.subject) else { continue }
            for word in comparison.words where !possible.contains(word.text) {
                let nearest = Spelling.nearest(to: word.text, among: possible)
                // What something is not does no harm, unless it is misspelt.
                if comparison.isNegative, nearest == nil { continue }
                report(
                    .impossibleWord, "\(comparison.subject.quoted) is never `\(word.text)`",
                    at: scalar.location(of: word.span),
                    help: Spelling.help(
                        for: word.text, among: possible,
                        called: possible.count == 1 ? "it is always" : "it can be")
                        ?? "its words stand where it is declared",
                    suggestion: nearest.map { "'\($0)'" })
            }
        }
    }
}
