import OnusLanguage
import OnusModel
import OnusValues

/// Why a command could not do what it was asked: one message, the way out, an exit code.
package struct Failure: Error, Sendable, Hashable {
    package var status: ExitStatus
    /// For programs, such as `not_allowed`.
    package var code: String
    /// Lower case, no full stop, what was typed in back-ticks.
    package var message: String
    package var help: String?
    /// What is wrong with the files, where that is the reason, and as people read it.
    package var diagnostics: [Diagnostic]
    package var diagnosticText: String

    package init(
        _ status: ExitStatus, code: String, _ message: String, help: String? = nil,
        diagnostics: [Diagnostic] = [], diagnosticText: String = ""
    ) {
        self.status = status
        self.code = code
        self.message = message
        self.help = help
        self.diagnostics = diagnostics
        self.diagnosticText = diagnosticText
    }

    package static func usage(_ message: String, help: String? = nil) -> Failure {
        Failure(.usage, code: "usage", message, help: help)
    }

    package static func badInput(_ message: String, help: String? = nil) -> Failure {
        Failure(.badInput, code: "bad_input", message, help: help)
    }

    /// Files that cannot be used.
    init(_ diagnostics: [Diagnostic], in sources: [Source]) {
        let errors = Counted.text(diagnostics.count { $0.severity == .error }, "error")
        self.init(
            .badInput, code: "bad_file", "nothing was done, since the files have \(errors)",
            diagnostics: diagnostics,
            diagnosticText: DiagnosticText(sources: sources).render(diagnostics))
    }

    /// As programs read it.
    package var document: Value {
        var error: ValueMap = ["code": .string(code), "message": .string(message)]
        if let help { error["help"] = .string(help) }
        guard !diagnostics.isEmpty else { return ["error": .map(error)] }
        var document = DiagnosticJSON.document(diagnostics).mapValue ?? [:]
        document["error"] = .map(error)
        return .map(document)
    }
}

/// The output cannot be written any more.
package struct OutputClosed: Error, Sendable, Hashable {
    /// The system's words; nil when whoever read it has gone away, which needs no word.
    package var reason: String?

    package init(reason: String? = nil) { self.reason = reason }
}
