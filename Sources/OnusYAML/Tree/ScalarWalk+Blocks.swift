// Blocks after `|` and `>`.
extension ScalarWalk {
    mutating func advanceInBlock() {
        guard ScalarWalk.isBreak(byte(position.offset)) else { return take() }
        source.step(&position)
        let next = produced < decoded.count ? decoded[decoded.startIndex + produced] : nil
        // WHY: whether a break of a folded block became a break, a space or nothing depends on its
        // neighbours; the text itself tells.
        if next == .newline || style == .folded && next == .space { produced += 1 }
        skipIndentation()
    }

    private mutating func skipIndentation() {
        while position.column <= indentation, byte(position.offset) == .space {
            source.step(&position)
        }
    }

    /// Leaves the header's line and finds the indentation.
    mutating func enterBlock() {
        while let next = byte(position.offset), !ScalarWalk.isBreak(next) { source.step(&position) }
        source.step(&position)
        var first = position
        while let next = byte(first.offset), next == .space || ScalarWalk.isBreak(next) {
            source.step(&first)
        }
        indentation = max(0, first.column - 1 - leadingSpaces)
        skipIndentation()
    }

    /// Spaces of the first line with content that belong to the text, as an indicator allows.
    private var leadingSpaces: Int {
        var spaces = 0
        for byte in decoded {
            if byte == .newline { spaces = 0 } else if byte == .space { spaces += 1 } else { break }
        }
        return spaces
    }
}

// What stands before a text.
extension ScalarWalk {
    /// Goes over a tag and an anchor before the text.
    mutating func skipProperties() {
        while let sign = byte(position.offset),
            sign == UInt8(ascii: "!") || sign == UInt8(ascii: "&")
        {
            source.step(&position)
            while let next = byte(position.offset),
                sign == UInt8(ascii: "!") ? next > .space : ScalarWalk.isNamed(next)
            {
                source.step(&position)
            }
            while let next = byte(position.offset), next <= .space { source.step(&position) }
        }
    }
}
