import OnusCalendar
import OnusModel
import OnusYAML

// Words, names, times and texts for people.
extension NodeReader {
    /// One text, or a mapping from languages to texts.
    mutating func localized(_ node: Node) -> TextSyntax? {
        guard node.isMapping else {
            return scalar(node, "a text, or a mapping from languages to texts").map {
                TextSyntax(located: $0.located.map { Text($0) }, scalars: [$0])
            }
        }
        var byLanguage: [String: String] = [:]
        var scalars: [ScalarSyntax] = []
        for entry in named(node, "a text") {
            guard let scalar = scalar(entry.value, "a text") else { continue }
            byLanguage[entry.name.value] = scalar.text
            scalars.append(scalar)
        }
        guard !byLanguage.isEmpty else {
            expected("a text, or a mapping from languages to texts", at: node)
            return nil
        }
        return TextSyntax(
            located: Located(Text(byLanguage: byLanguage), at: head(node)), scalars: scalars)
    }

    /// A name that expressions can use: `snake_case`.
    mutating func identifier(_ node: Node, _ what: String) -> Located<String>? {
        guard let name = text(node, what) else { return nil }
        check(identifier: name, what)
        return name
    }

    mutating func check(identifier name: Located<String>, _ what: String) {
        if Names.reserved.contains(name.value) {
            report(
                .badName, "`\(name.value)` has a meaning of its own and cannot be \(what)",
                at: name.location, help: "choose another name")
        } else if name.value.utf8.count > Names.longestIdentifier {
            report(
                .badName, "\(what) is longer than \(Names.longestIdentifier) characters",
                at: name.location, help: "shorten it; a `title` may say more")
        } else if !Names.isIdentifier(name.value) {
            let proposal = Names.identifier(from: name.value)
            report(
                .badName, "`\(name.value)` cannot be \(what)", at: name.location,
                help: proposal.map { "write it in `snake_case`: `\($0)`" }
                    ?? "write it in `snake_case`: small letters, digits and `_`, a letter first",
                suggestion: proposal)
        }
    }

    /// A name that authors give to a workflow, a unit, an organisation or a calendar: `kebab-case`
    /// or dotted.
    mutating func newName(_ node: Node, _ what: String) -> Located<String>? {
        guard let name = handle(node, what) else { return nil }
        guard Names.isHandle(name.value), !Names.isKebab(name.value) else { return name }
        let proposal = Names.kebab(from: name.value)
        report(
            .badName, "`\(name.value)` cannot be \(what)", at: name.location,
            help: proposal.map { "write it in `kebab-case`: `\($0)`" }
                ?? "write it in `kebab-case`: small letters and digits, with `-` or `.` between them",
            suggestion: proposal)
        return name
    }

    /// Such a name where it is only used, or the name of a person or an event, which may be those of
    /// another system.
    mutating func handle(_ node: Node, _ what: String) -> Located<String>? {
        guard let name = text(node, what) else { return nil }
        check(handle: name, what)
        return name
    }

    mutating func check(handle name: Located<String>, _ what: String) {
        guard !Names.isHandle(name.value) else { return }
        guard name.value.count <= Names.longestHandle else {
            return report(
                .badName, "\(what) is longer than \(Names.longestHandle) characters",
                at: name.location, help: "shorten it; a `title` may say more")
        }
        report(
            .badName, "`\(name.value)` cannot be \(what)", at: name.location,
            help: "use letters, digits, `-`, `_` and `.`, at most 100 of them")
    }

    mutating func period(_ node: Node, _ what: String = "a duration") -> Located<Period>? {
        guard let text = text(node, what, help: "such as `3 workdays`, `36 h` or `1 month`") else {
            return nil
        }
        do throws(CalendarError) {
            return Located(try Period(authored: text.value), at: text.location)
        } catch {
            report(badTime: error, at: text.location)
            return nil
        }
    }

    mutating func report(badTime error: CalendarError, at location: SourceLocation) {
        report(
            .badTime, error.message, at: location,
            help: error.suggestion.map { "did you mean `\($0)`?" } ?? error.help,
            suggestion: error.suggestion)
    }
}

extension Period {
    /// A duration that a workflow may have: what is longer leads out of every calendar.
    init(authored text: String) throws(CalendarError) {
        self = try Period(parsing: text)
        let most = AuthorLimit.years.most
        guard mostYears <= most else {
            throw CalendarError("`\(text)` is longer than \(most) years")
        }
    }
}

/// What is wrong with a name that somebody types for an event.
package enum EventName {
    /// Nil when it is the name of one that may come from outside.
    package static func problem(with name: String) -> (message: String, help: String)? {
        if name.hasPrefix(EventPattern.stepPrefix) {
            return (
                "`\(name.prefix(Names.longestHandle))` tells by itself that a step has finished",
                "send another event, or decide what the step waits for"
            )
        }
        guard !Names.isHandle(name) else { return nil }
        if name.count > Names.longestHandle {
            return (
                "the name of an event is longer than \(Names.longestHandle) characters",
                "shorten it"
            )
        }
        return (
            "`\(name)` cannot be the name of an event",
            "use letters, digits, `-`, `_` and `.`, such as `sponsor.cancelled`"
        )
    }
}

/// How names may be spelled.
enum Names {
    /// Words that stand for a target, a value or a part of every workflow.
    static let reserved: Set<String> = [
        "continue", "leave", "any", "all", "start", "incident", "true", "false", "null", "in", "as",
        "break",
        "const", "else", "for", "function", "if", "import", "let", "loop", "package", "namespace",
        "return", "var", "void", "while",
    ]

    static let longestIdentifier = 64
    static let longestHandle = 100

    static func isIdentifier(_ text: String) -> Bool {
        guard let first = text.utf8.first, isSmall(first), text.utf8.count <= longestIdentifier
        else {
            return false
        }
        return text.utf8.allSatisfy { isSmall($0) || isDigit($0) || $0 == UInt8(ascii: "_") }
    }

    static func isHandle(_ text: String) -> Bool {
        !text.isEmpty && text.count <= longestHandle
            && text.unicodeScalars.allSatisfy { scalar in
                scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                    || "-_.".unicodeScalars.contains(scalar)
            }
    }

    /// Words of small letters and digits, with a `-` or a `.` between them.
    static func isKebab(_ text: String) -> Bool {
        guard isHandle(text) else { return false }
        let words = text.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "." }
        return words.allSatisfy { word in
            !word.isEmpty && !word.contains { $0 == "_" || $0.isUppercase }
        }
    }

    /// The same name in `kebab-case`, when there is an obvious one.
    static func kebab(from text: String) -> String? {
        let words = text.split { "_-".contains($0) }.joined(separator: "-").lowercased()
        return isKebab(words) ? words : nil
    }

    /// The same name in `snake_case`, when there is an obvious one.
    static func identifier(from text: String) -> String? {
        var result = ""
        for character in text {
            if character.isUppercase, let last = result.last, last != "_" { result += "_" }
            result +=
                character == "-" || character == " " || character == "."
                ? "_" : character.lowercased()
        }
        return result != text && isIdentifier(result) ? result : nil
    }

    private static func isSmall(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }
    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
