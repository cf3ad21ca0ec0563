/// A function, initialiser, subscript or computed property with a body, and the lines it takes.
struct Function: Equatable {
    var name: String
    /// From the line of its keyword to that of its closing brace, counted from 1.
    var lines: ClosedRange<Int>
    /// The code between its braces.
    var body: String
}

/// Finds the functions in the code of one file.
///
/// It knows no grammar: a keyword opens a declaration, the first brace outside parentheses opens
/// its body, and a declaration keyword before any brace means that there is none.
struct FunctionFinder {
    private let code: [UInt8]
    private var index = 0
    private var line = 1
    private var functions: [Function] = []

    static func functions(in file: SourceFile) -> [Function] {
        var finder = FunctionFinder(code: Array(file.code.joined(separator: "\n").utf8))
        finder.run()
        return finder.functions
    }

    private init(code: [UInt8]) { self.code = code }

    private mutating func run() {
        while index < code.count {
            guard beginsWord(index) else {
                if code[index] == .newline { line += 1 }
                index += 1
                continue
            }
            let word = self.word(at: index)
            if Self.opening.contains(word), index == 0 || code[index - 1] != .dot {
                take(word, from: index)
            }
            index += word.utf8.count
        }
    }

    /// Records the declaration if it has a body. What is nested inside is found by itself.
    private mutating func take(_ keyword: String, from start: Int) {
        let after = start + keyword.utf8.count
        guard let open = bodyStart(of: keyword, from: after), let close = closingBrace(of: open)
        else { return }
        let last = line + code[start...close].count { $0 == .newline }
        functions.append(
            Function(
                name: name(of: keyword, after: after), lines: line...last,
                body: String(decoding: code[(open + 1)..<close], as: UTF8.self)))
    }

    private func bodyStart(of keyword: String, from start: Int) -> Int? {
        var depth = 0
        var place = start
        while place < code.count, depth >= 0 {
            switch code[place] {
            case .open, .openSquare: depth += 1
            case .close, .closeSquare: depth -= 1
            case .openBrace where depth == 0: return place
            case .closeBrace where depth == 0: return nil
            case .newline where depth == 0 && keyword == "var": return nil
            case .equals where depth == 0 && keyword == "var": return nil
            default:
                if depth == 0, beginsWord(place), Self.declaring.contains(word(at: place)) {
                    return nil
                }
            }
            place += 1
        }
        return nil
    }

    private func closingBrace(of open: Int) -> Int? {
        var depth = 0
        for place in open..<code.count {
            if code[place] == .openBrace { depth += 1 }
            if code[place] == .closeBrace { depth -= 1 }
            if depth == 0 { return place }
        }
        return nil
    }

    private func name(of keyword: String, after start: Int) -> String {
        guard keyword == "func" || keyword == "var" else { return keyword }
        let rest = code[start...].drop { $0 == .space || $0 == .backtick }
        let name = rest.prefix { $0.isWordPart }
        return String(decoding: name.isEmpty ? rest.prefix { $0 != .space } : name, as: UTF8.self)
    }

    private func beginsWord(_ place: Int) -> Bool {
        code[place].isLowercase && (place == 0 || !code[place - 1].isWordPart)
    }

    private func word(at start: Int) -> String {
        String(decoding: code[start...].prefix { $0.isWordPart }, as: UTF8.self)
    }

    private static let opening: Set = ["func", "init", "deinit", "subscript", "var"]
    private static let declaring: Set = [
        "func", "init", "deinit", "subscript", "var", "let", "static", "case", "struct", "class",
        "enum", "protocol", "extension", "typealias", "associatedtype", "mutating", "public",
        "package", "private", "fileprivate", "internal", "nonisolated", "override", "import",
    ]
}
