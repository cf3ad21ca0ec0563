/// Parts Swift text into code and comments, line by line in place: what does not belong to a
/// reading is blanked. Quotation marks stay in the code, what they enclose does not, except for the
/// code of interpolations.
struct SwiftScanner {
    private enum Mode {
        /// Code, with the number of parentheses that are open in it.
        case code(open: Int)
        case string(pounds: Int, multiline: Bool)
    }

    private let source: [UInt8]
    private var codeBytes: [UInt8]
    private var commentBytes: [UInt8]
    private var index = 0
    private var modes: [Mode] = [.code(open: 0)]

    init(_ text: String) {
        source = Array(text.utf8)
        codeBytes = source.map { $0 == .newline ? $0 : .space }
        commentBytes = codeBytes
        while index < source.count { step() }
    }

    var code: String { String(decoding: codeBytes, as: UTF8.self) }
    var comments: String { String(decoding: commentBytes, as: UTF8.self) }

    private mutating func step() {
        switch modes.last ?? .code(open: 0) {
        case .code(let open): stepInCode(open)
        case .string(let pounds, let multiline): stepInString(pounds, multiline)
        }
    }

    private mutating func stepInCode(_ open: Int) {
        if source[index] == .slash {
            if byte(index + 1) == .slash { return skipLineComment() }
            if at(.slash, .star) { return skipBlockComment() }
        }
        let pounds = count(of: .pound, from: index)
        if byte(index + pounds) == .quote { return enterString(pounds) }
        if byte(index + pounds) == .slash, let end = endOfRegex(pounds) {
            index = end
            return
        }
        switch source[index] {
        case .open: setOpen(open + 1)
        case .close where open == 0 && modes.count > 1: modes.removeLast()
        case .close: setOpen(max(0, open - 1))
        default: break
        }
        keepCode()
    }

    private mutating func stepInString(_ pounds: Int, _ multiline: Bool) {
        if source[index] == .backslash, count(of: .pound, from: index + 1) >= pounds {
            index += 1 + pounds
            if byte(index) == .open {
                keepCode()
                modes.append(.code(open: 0))
            } else {
                index += 1
            }
        } else if source[index] == .quote, closes(pounds, multiline) {
            codeBytes[index] = .quote
            index += (multiline ? 3 : 1) + pounds
            modes.removeLast()
        } else {
            // A string that its line does not close: the compiler will say so; go on behind it.
            if source[index] == .newline, !multiline { modes.removeLast() }
            index += 1
        }
    }

    private mutating func enterString(_ pounds: Int) {
        index += pounds
        codeBytes[index] = .quote
        let after = byte(index + 3)
        let multiline =
            count(of: .quote, from: index) == 3 && (after == .newline || after == .carriageReturn)
        index += multiline ? 3 : 1
        modes.append(.string(pounds: pounds, multiline: multiline))
    }

    private func closes(_ pounds: Int, _ multiline: Bool) -> Bool {
        let quotes = multiline ? 3 : 1
        return count(of: .quote, from: index) >= quotes
            && count(of: .pound, from: index + quotes) >= pounds
    }

    private mutating func setOpen(_ open: Int) { modes[modes.count - 1] = .code(open: open) }

    private mutating func keepCode() {
        codeBytes[index] = source[index]
        index += 1
    }
}

extension SwiftScanner {
    private mutating func skipLineComment() {
        while index < source.count, source[index] != .newline { keepComment() }
    }

    private mutating func skipBlockComment() {
        var depth = 0
        repeat {
            if at(.slash, .star) {
                depth += 1
                keepComment()
            } else if at(.star, .slash) {
                depth -= 1
                keepComment()
            }
            if index < source.count { keepComment() }
        } while depth > 0 && index < source.count
    }

    private mutating func keepComment() {
        commentBytes[index] = source[index]
        index += 1
    }

    /// Where a regular expression that begins here ends, by the compiler's own rule: a bare one
    /// follows no operand, begins without a space and ends on its line.
    private func endOfRegex(_ pounds: Int) -> Int? {
        let start = index + pounds + 1
        if pounds == 0 {
            let before = index > 0 ? source[index - 1] : .space
            let opens: [UInt8] = [.space, .newline, .open, .openSquare, .comma]
            let next = byte(start)
            guard opens.contains(before), next != .space, next != .close else { return nil }
        }
        var place = start
        while let here = byte(place), here != .newline || pounds > 0 {
            if here == .backslash {
                place += 1
            } else if here == .slash, count(of: .pound, from: place + 1) >= pounds {
                return place + 1 + pounds
            }
            place += 1
        }
        return nil
    }

    private func byte(_ place: Int) -> UInt8? { place < source.count ? source[place] : nil }

    private func at(_ one: UInt8, _ other: UInt8) -> Bool {
        byte(index) == one && byte(index + 1) == other
    }

    private func count(of wanted: UInt8, from start: Int) -> Int {
        var place = start
        while byte(place) == wanted { place += 1 }
        return place - start
    }
}
