/// The candidate that differs least from a misspelt word, if one is near enough to be meant.
func nearest(to word: String, among candidates: [String]) -> String? {
    // WHY: the cost grows with the product of the lengths, and the word comes from outside.
    guard word.utf8.count <= 64 else { return nil }
    let limit = max(1, word.count / 3)
    let ranked = candidates.filter { $0 != word }.map {
        (distance: editDistance(word, $0), word: $0)
    }
    guard let best = ranked.min(by: { $0.distance < $1.distance }), best.distance <= limit else {
        return nil
    }
    return best.word
}

private func editDistance(_ one: String, _ other: String) -> Int {
    let one = Array(one.lowercased())
    let other = Array(other.lowercased())
    var row = Array(0...other.count)
    for (index, letter) in one.enumerated() {
        var diagonal = row[0]
        row[0] = index + 1
        for (column, candidate) in other.enumerated() {
            let change = diagonal + (letter == candidate ? 0 : 1)
            diagonal = row[column + 1]
            row[column + 1] = min(change, diagonal + 1, row[column] + 1)
        }
    }
    return row[other.count]
}
