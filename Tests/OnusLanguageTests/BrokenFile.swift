import Foundation
import OnusLanguage
import OnusModel
import Testing

/// A workflow with mistakes, which a person has marked in it with their codes.
///
/// A mark is a comment below the line that it means. Its caret stands below the place, and waves
/// reach to the end of what is underlined; a mark for the first column has waves alone, or nothing:
///
///     - {id: check, task: aproval}
///     #                   ^~~~~~~ W020
///     stpes:
///     #~~~~ W001
///
/// `# with: NAME` in the first line names a file of the folder `with` that is checked together with
/// it: another workflow, or the organisation. `# absent: 1` below it asks for everything to work with
/// any one person away.
struct BrokenFile: Sendable, CustomTestStringConvertible {
    let name: String
    let source: Source
    let others: [Source]
    let marks: [Mark]
    private let mayOneBeAway: Bool

    struct Mark: Hashable, Sendable {
        var code: String
        var line: Int
        var column: Int
        /// Nil where the mark is silent about it.
        var length: Int?
    }

    var testDescription: String { name }

    init(_ name: String, in folder: URL) throws {
        self.name = name
        let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        source = Source(path: name, text: text)
        marks = Self.marks(in: text)
        mayOneBeAway = text.contains("\n# absent: 1\n")
        others = try Self.others(in: text).map { other in
            let path = folder.appending(path: "with/\(other)")
            return Source(path: other, text: try String(contentsOf: path, encoding: .utf8))
        }
    }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent()

    /// All files of a folder beside this one, by name; none, which a test notices, without it.
    static func all(in name: String) -> [BrokenFile] {
        let folder = folder.appending(path: name)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".yaml") }.sorted().compactMap {
            try? BrokenFile($0, in: folder)
        }
    }

    private static func others(in text: String) -> [String] {
        guard let first = text.split(separator: "\n").first, first.hasPrefix("# with: ") else {
            return []
        }
        return first.dropFirst(8).split(separator: " ").map { String($0) }
    }

    private static func marks(in text: String) -> [Mark] {
        var line = 0
        var marks: [Mark] = []
        for (number, text) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            if let mark = mark(text, below: line) { marks.append(mark) } else { line = number + 1 }
        }
        return marks
    }

    private static func mark(_ text: Substring, below line: Int) -> Mark? {
        let pattern = /^( *)#( *\^)?(~*) *([A-Z][0-9]{3})$/
        guard let match = text.wholeMatch(of: pattern) else { return nil }
        let column = match.1.count + 1 + (match.2?.count ?? 0)
        let waves = match.3.count
        return Mark(
            code: String(match.4), line: line, column: column,
            length: waves == 0 ? nil : waves + 1)
    }
}

extension BrokenFile {
    /// Everything that the checker says of it.
    func diagnostics() throws -> [Diagnostic] {
        let catalog = try ExampleTests.catalog()
        let organization = others.lazy.compactMap { source -> Organization? in
            guard case .organization(let file) = Parser.parse(source).content else { return nil }
            return file.organization
        }.first
        let calendars: Set<String> = organization?.calendar.map { [$0] } ?? []
        return Checker.check(
            [source] + others, catalog: catalog, organization: organization, calendars: calendars,
            mayOneBeAway: mayOneBeAway
        ).diagnostics.filter { $0.location.file == name }
    }

    /// What was found, as marks; silent about lengths where the marks are.
    func found(_ diagnostics: [Diagnostic]) -> [Mark] {
        diagnostics.map { diagnostic in
            let place = diagnostic.location
            var mark = Mark(code: diagnostic.code, line: place.line, column: place.column)
            let isMarked = marks.contains {
                $0.code == mark.code && $0.line == mark.line && $0.column == mark.column
                    && $0.length != nil
            }
            if isMarked, place.line == place.endLine {
                mark.length = place.endColumn - place.column
            }
            return mark
        }
    }
}
