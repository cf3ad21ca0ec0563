/// What an author may have meant by a word that is not known.
package enum Spelling {
    /// The known word that is nearest, if it is near enough to be meant.
    package static func nearest(
        to word: String, among known: some Sequence<String>
    ) -> String? {
        let limit = max(1, min(3, word.count / 3))
        var best: (word: String, distance: Int)?
        for candidate in known where candidate != word {
            let distance = distance(word, candidate, limit: limit)
            if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        return best?.word
    }

    /// "did you mean `finance`?", or else the known words as long as they are few.
    package static func help(
        for word: String, among known: some Collection<String>, called name: String? = nil
    ) -> String? {
        if let nearest = nearest(to: word, among: known) { return "did you mean `\(nearest)`?" }
        guard let name, !known.isEmpty, known.count <= 12 else { return nil }
        return "\(name): \(list(known))"
    }

    /// `a`, `b` and `c`, each in back-ticks.
    package static func list(_ words: some Sequence<String>, _ conjunction: String = "and")
        -> String
    {
        let quoted = words.map { "`\($0)`" }
        guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "" }
        return quoted.dropLast().joined(separator: ", ") + " \(conjunction) " + last
    }

    /// Insertions, deletions, replacements and swaps of neighbours; gives up beyond the limit.
    static func distance(_ one: String, _ other: String, limit: Int) -> Int {
        let one = Array(one.lowercased().unicodeScalars)
        let other = Array(other.lowercased().unicodeScalars)
        guard abs(one.count - other.count) <= limit, one.count <= 100 else { return limit + 1 }
        var before: [Int] = []
        var last = Array(0...other.count)
        for row in one.indices {
            var next = [row + 1]
            for column in other.indices {
                var cost = min(
                    last[column + 1] + 1, next[column] + 1,
                    last[column] + (one[row] == other[column] ? 0 : 1))
                if row > 0, column > 0, one[row] == other[column - 1],
                    one[row - 1] == other[column]
                {
                    cost = min(cost, before[column - 1] + 1)
                }
                next.append(cost)
            }
            (before, last) = (last, next)
        }
        return last[other.count]
    }
}
