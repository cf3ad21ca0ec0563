import RandomWorkflows

/// Changes texts in ways that readers dislike, the same way for the same seed.
struct Mutation {
    var chance: Chance

    private static let pieces: [[UInt8]] =
        [
            "\t", "\r", "\n", "\n  ", "- ", ": ", "? ", "[", "]", "{", "}", ",", "'", "\"", "\\",
            "\\u12", "|\n", ">2-\n", "&a ", "*a", "!b ", "!!str ", "!<", "%YAML 1.2\n", "---\n",
            "...\n", "#", "<<: ", "\u{FEFF}", "\u{2028}", "\u{85}", "😀", "@", "`", "${ x }", "a:b",
            "\0", "${", "}", "(", ")", "&&", "||", "!", "==", "1e999", "9223372036854775808", "-1",
            "0", "1000001", "null", "[]", "{}", "steps.", "inputs.", ".?", "has(", "'a'.matches('",
            "due + ", "50%", "then: ", "leave", "continue", "at_most: ", "parallel: ", "foreach: ",
            "repeat: ", "scope: ", "as: ", "switch: ", "if: ", "steps: ", "id: ", "P999999999Y",
            "999999999999 workdays", "{type: list, items: ", "now + period('",
        ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xED, 0xA0, 0x80]]

    mutating func text(from texts: [[UInt8]]) -> [UInt8] {
        guard var text = chance.one(of: texts) else { return [] }
        for _ in 0...(chance.percent(60) ? 0 : chance.below(6)) { change(&text, with: texts) }
        return text
    }

    mutating func change(_ text: inout [UInt8], with texts: [[UInt8]]) {
        let place = chance.below(text.count + 1)
        switch chance.below(10) {
        case 0, 1: text.insert(contentsOf: chance.one(of: Self.pieces) ?? [], at: place)
        case 2: text.removeSubrange(place..<min(text.count, place + chance.below(5)))
        case 3: if chance.percent(30) { text.removeSubrange(place...) }
        case 4:
            let end = min(text.count, place + chance.below(200))
            text.insert(contentsOf: text[place..<end], at: place)
        case 5:
            let other = chance.one(of: texts) ?? []
            let start = chance.below(other.count + 1)
            text.insert(contentsOf: other[start...].prefix(chance.below(300)), at: place)
        case 6: if place < text.count { text[place] = UInt8(truncatingIfNeeded: chance.next()) }
        case 7: exchangeWords(&text)
        default: changeLines(&text)
        }
        if text.count > 60_000 { text.removeSubrange(60_000...) }
    }

    /// One word of the text stands where another stood.
    private mutating func exchangeWords(_ text: inout [UInt8]) {
        let one = word(in: text)
        let other = word(in: text)
        guard !one.isEmpty else { return }
        text.replaceSubrange(one, with: Array(text[other]))
    }

    private mutating func word(in text: [UInt8]) -> Range<Int> {
        var start = chance.below(text.count + 1)
        func isWord(_ index: Int) -> Bool {
            guard text.indices.contains(index) else { return false }
            let byte = text[index] | 0x20
            return (0x61...0x7A).contains(byte) || (0x30...0x39).contains(text[index])
                || text[index] == 0x5F || text[index] == 0x2E
        }
        while isWord(start - 1) { start -= 1 }
        var end = start
        while isWord(end) { end += 1 }
        return start..<end
    }

    private mutating func changeLines(_ text: inout [UInt8]) {
        var lines = text.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) }
        let line = chance.below(lines.count)
        switch chance.below(4) {
        case 0: lines.remove(at: line)
        case 1: lines.insert(lines[chance.below(lines.count)], at: line)
        case 2: lines.swapAt(line, chance.below(lines.count))
        default:
            let depth = chance.below(8)
            lines[line] = Array(repeating: 0x20, count: depth) + lines[line].drop { $0 == 0x20 }
        }
        text = Array(lines.joined(separator: [0x0A]))
    }
}
