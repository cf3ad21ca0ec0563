import OnusModel

/// Diagnostics as people read them: the sentence, the line with what is meant underlined, the way
/// out.
///
///     error[W001]: a step has no key `titel`
///       --> special-fund.yaml:12:5
///        |
///     12 |     titel: Is the application complete?
///        |     ^^^^^
///        = help: did you mean `title`?
package struct DiagnosticText: Sendable {
    private let lines: [String: [Substring]]
    private let isColored: Bool

    package init(sources: [Source], isColored: Bool = false) {
        lines = Dictionary(
            sources.map { ($0.path, DiagnosticText.lines(of: $0.bytes)) },
            uniquingKeysWith: { first, _ in first })
        self.isColored = isColored
    }

    package func render(_ diagnostic: Diagnostic) -> String {
        let severity = diagnostic.severity.rawValue
        var text = paint("\(severity)[\(diagnostic.code)]", color(of: diagnostic.severity))
        text += paint(": \(diagnostic.message)", .bold) + "\n"
        text += excerpt(at: diagnostic.location, color: color(of: diagnostic.severity))
        let margin = String(repeating: " ", count: gutter(diagnostic.location))
        if let help = diagnostic.help {
            text += "\(margin) \(paint("=", .blue)) \(paint("help", .bold)): \(help)\n"
        }
        for related in diagnostic.related {
            text += "\(margin) \(paint("=", .blue)) \(paint("note", .bold)): \(related.message)\n"
            text += excerpt(at: related.location, color: .blue)
        }
        return text
    }

    /// All of them with a blank line between.
    package func render(_ diagnostics: [Diagnostic]) -> String {
        diagnostics.map(render).joined(separator: "\n")
    }

    private func gutter(_ location: SourceLocation) -> Int { "\(location.line)".count }

    private func excerpt(at location: SourceLocation, color: Color) -> String {
        let margin = String(repeating: " ", count: gutter(location))
        let place = "\(location.file):\(location.line):\(location.column)"
        var text = "\(margin)\(paint("-->", .blue)) \(place)\n"
        guard let lines = lines[location.file], lines.indices.contains(location.line - 1) else {
            return text
        }
        let line = SourceLine(
            lines[location.line - 1], from: location.column,
            to: location.endLine == location.line ? location.endColumn : nil)
        let bar = paint("|", .blue)
        text += "\(margin) \(bar)\n"
        text += "\(paint("\(location.line)", .blue)) \(bar) \(line.text)\n"
        text += "\(margin) \(bar) \(line.indent)\(paint(line.underline, color))\n"
        return text
    }

    private static func lines(of bytes: [UInt8]) -> [Substring] {
        var text = String(decoding: bytes, as: UTF8.self)[...]
        if text.unicodeScalars.first?.value == 0xFEFF {
            text = Substring(text.unicodeScalars.dropFirst())
        }
        return text.split(omittingEmptySubsequences: false) { $0.isNewline }
    }
}

extension DiagnosticText {
    private enum Color: String {
        case red = "31;1"
        case yellow = "33;1"
        case blue = "34;1"
        case bold = "1"
    }

    private func color(of severity: Diagnostic.Severity) -> Color {
        switch severity {
        case .error: .red
        case .warning: .yellow
        case .note: .blue
        }
    }

    private func paint(_ text: String, _ color: Color) -> String {
        isColored ? "\u{1B}[\(color.rawValue)m\(text)\u{1B}[0m" : text
    }
}
