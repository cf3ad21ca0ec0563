import OnusModel
import OnusValues

/// Diagnostics as programs read them: what `onus check --format json` prints.
package enum DiagnosticJSON {
    package static func document(_ diagnostics: [Diagnostic]) -> Value {
        [
            "ok": .bool(!diagnostics.contains { $0.severity == .error }),
            "diagnostics": .list(diagnostics.map(value)),
        ]
    }

    private static func value(_ diagnostic: Diagnostic) -> Value {
        let place = diagnostic.location
        return [
            "code": .string(diagnostic.code),
            "severity": .string(diagnostic.severity.rawValue),
            "message": .string(diagnostic.message),
            "file": .string(place.file),
            "line": .int(Int64(place.line)),
            "column": .int(Int64(place.column)),
            "end_line": .int(Int64(place.endLine)),
            "end_column": .int(Int64(place.endColumn)),
            "help": diagnostic.help.map { .string($0) } ?? .null,
            "suggestion": diagnostic.suggestion.map { .string($0) } ?? .null,
        ]
    }
}

extension [Diagnostic] {
    /// By file, then by place, each said once.
    package func inOrder() -> [Diagnostic] {
        var seen: Set<Diagnostic> = []
        return filter { seen.insert($0).inserted }.sorted { one, other in
            let (left, right) = (one.location, other.location)
            return (left.file, left.line, left.column, one.code)
                < (right.file, right.line, right.column, other.code)
        }
    }
}
