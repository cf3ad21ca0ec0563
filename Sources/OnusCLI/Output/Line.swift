/// A line for people. Whatever is put into it stays within it: what somebody typed can neither
/// begin a line of its own nor steer the terminal.
///
/// ```swift
/// let line: Line = "\(style.paint(name, .cyan)) is closed: \(comment)"
/// ```
package struct Line: Sendable, Hashable, ExpressibleByStringInterpolation {
    /// With the colours of `Style`, and with nothing else that a terminal acts upon.
    package private(set) var text: String

    /// What somebody wrote, as it may be shown.
    package init(_ text: String) { self.text = text.onOneLine }

    package init(stringLiteral value: String) { self.init(value) }
    package init(stringInterpolation: Interpolation) { text = stringInterpolation.text }

    /// - Parameter ink: nil leaves the line as it is.
    init(_ line: Line, ink: Style.Ink?) {
        guard let ink, !line.text.isEmpty else {
            self = line
            return
        }
        text = "\u{1B}[\(ink.rawValue)m\(line.text)\u{1B}[0m"
    }

    package struct Interpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        package init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity)
        }

        package mutating func appendLiteral(_ literal: String) { text += literal }
        package mutating func appendInterpolation(_ line: Line) { text += line.text }
        package mutating func appendInterpolation(_ value: some CustomStringConvertible) {
            text += value.description.onOneLine
        }
    }

    package static func + (one: Line, other: Line) -> Line {
        var whole = one
        whole += other
        return whole
    }

    package static func += (one: inout Line, other: Line) { one.text += other.text }
}

extension [Line] {
    func joined(separator: String) -> Line {
        var whole: Line = ""
        for (index, line) in enumerated() {
            if index > 0 { whole += Line(separator) }
            whole += line
        }
        return whole
    }
}

extension String {
    /// Line breaks and tabs as blanks, and characters that would steer a terminal by their numbers.
    package var onOneLine: String { shown { _ in " " } }

    /// The same, with its line breaks.
    package var onItsLines: String { shown { $0 == "\n" ? "\n" : " " } }

    private func shown(_ breaking: (Unicode.Scalar) -> String) -> String {
        guard unicodeScalars.contains(where: { $0.breaksLine || $0.steers }) else { return self }
        var text = ""
        for scalar in unicodeScalars {
            if scalar.breaksLine {
                text += breaking(scalar)
            } else if scalar.steers {
                text += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}

extension Unicode.Scalar {
    fileprivate var breaksLine: Bool {
        switch value {
        case 0x09...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    /// The controls of ASCII and Latin 1, and what turns the direction of writing.
    fileprivate var steers: Bool {
        switch value {
        case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069:
            true
        default: false
        }
    }
}
