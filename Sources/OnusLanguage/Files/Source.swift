import OnusModel
import OnusYAML

/// The bytes of one file, and the name by which messages call it.
package struct Source: Sendable {
    package let path: String
    package let bytes: [UInt8]

    package init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    package init(path: String, text: String) {
        self.init(path: path, bytes: Array(text.utf8))
    }

    /// Reads the file at a path.
    package init(reading path: String) throws(SourceFileProblem) {
        self.init(path: path, bytes: try SourceFile.read(path))
    }
}

/// What a file turned out to be.
package enum ParsedContent: Sendable {
    case workflow(WorkflowSyntax)
    case organization(OrganizationFile)
    case calendar(CalendarFile)
    case test(TestFile)
    case project(ProjectFile)
    /// None of these, or too broken to say, both reported; or a script, read when it is played.
    case nothing
}

/// A file after it was read, before anything was checked against other files.
package struct ParsedFile: Sendable {
    package let source: Source
    package let content: ParsedContent
    package let diagnostics: [Diagnostic]
}

/// Reads files by what their first keys say they are; `onus.yaml` is known by its name.
package enum Parser {
    package static func parse(_ source: Source) -> ParsedFile {
        let reading = YAMLReader.read(source.bytes)
        var reader = NodeReader(file: source.path)
        reader.report(yaml: reading.problems)
        let isProject = source.path.split(separator: "/").last == "onus.yaml"
        let content =
            reading.root.map { root in
                isProject ? project(root, &reader) : Self.content(of: root, &reader)
            } ?? .nothing
        return ParsedFile(source: source, content: content, diagnostics: reader.diagnostics)
    }

    /// Everything in a file that is an expression as a whole.
    static func expressions(in root: Node, of path: String) -> [Node] {
        var reader = NodeReader(file: path, keepingExpressions: true)
        _ = content(of: root, &reader)
        return reader.expressions ?? []
    }

    private static func content(of root: Node, _ reader: inout NodeReader) -> ParsedContent {
        switch kind(of: root) {
        case .workflow: reader.workflow(root).map { .workflow($0) } ?? .nothing
        case .organization: reader.organization(root).map { .organization($0) } ?? .nothing
        case .calendar: reader.calendar(root).map { .calendar($0) } ?? .nothing
        case .test: reader.test(root).map { .test($0) } ?? .nothing
        case .script: script(root, &reader)
        case nil: reader.unknownKind(root)
        }
    }

    private static func project(_ root: Node, _ reader: inout NodeReader) -> ParsedContent {
        reader.project(root).map { .project($0) } ?? .nothing
    }

    private static func script(_ root: Node, _ reader: inout NodeReader) -> ParsedContent {
        _ = reader.script(root["script"] ?? root)
        return .nothing
    }

    private enum Kind { case workflow, organization, calendar, test, script }

    /// WHY in this order: an organisation names its calendar, and a test its organisation.
    private static func kind(of root: Node) -> Kind? {
        func has(_ key: String) -> Bool { root.entry(key) != nil }
        if has("workflow") || has("onus") { return .workflow }
        if has("test") { return .test }
        if has("organization") { return .organization }
        if has("script") { return .script }
        if has("calendar") { return .calendar }
        return root.isSequence ? .script : nil
    }
}

extension NodeReader {
    fileprivate mutating func unknownKind(_ root: Node) -> ParsedContent {
        report(
            .unknownKind, "this file is none that onus knows", at: head(root),
            help: "a workflow begins with `onus: 1` and `workflow: NAME`, other files with "
                + "`organization: NAME`, `calendar: NAME` or `test: WORKFLOW`")
        return .nothing
    }

    mutating func report(yaml problems: [YAMLProblem]) {
        makeRoom(for: problems.count)
        for problem in problems {
            let related = problem.note.map {
                [Diagnostic.Related($0.message, at: SourceLocation(file: file, $0.span))]
            }
            report(
                Code(problem.code), problem.message, at: SourceLocation(file: file, problem.span),
                help: problem.help, related: related ?? [])
        }
    }
}

extension Code {
    init(_ code: YAMLProblem.Code) {
        self =
            switch code {
            case .syntax: .yamlSyntax
            case .duplicateKey: .yamlDuplicateKey
            case .unusableKey: .yamlKey
            case .mergeKey: .yamlMergeKey
            case .tag: .yamlTag
            case .anchor: .yamlAnchor
            case .alias: .yamlAlias
            case .severalDocuments: .yamlSeveralDocuments
            case .empty: .yamlEmpty
            case .encoding: .yamlEncoding
            case .character: .yamlCharacter
            case .tooLarge: .yamlTooLarge
            case .tooDeep: .yamlTooDeep
            case .tooManyNodes: .yamlTooManyNodes
            case .expandsTooFar: .yamlExpandsTooFar
            case .more: .yamlMore
            }
    }
}
