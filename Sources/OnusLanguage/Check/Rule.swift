import OnusModel

/// One thing that must hold of a workflow, with the sentence that tells its author when it does not.
///
/// A rule looks at one workflow that was read without wrong shapes, but whose names may still be
/// wrong: what another rule reports is passed over in silence. A rule never stops at the first
/// mistake.
package protocol Rule: Sendable {
    /// Such as `W060`; never given to another rule again.
    static var code: String { get }
    /// The mistake in a few words, as `onus explain` lists it.
    static var title: String { get }
    /// What is wrong, why it matters and what to do, for `onus explain`.
    static var explanation: String { get }

    init()

    func check(_ workflow: WorkflowContext, _ report: inout Report)
}

/// Where a rule says what it found; the code is the rule's own.
package struct Report {
    /// How many mistakes of one file are listed.
    static let mostOfOneFile = 100

    package let code: String
    package private(set) var diagnostics: [Diagnostic] = []

    package init(code: String) { self.code = code }

    package mutating func error(
        _ message: String, at location: SourceLocation, help: String? = nil,
        suggestion: String? = nil, related: [Diagnostic.Related] = []
    ) {
        diagnostics.append(
            Diagnostic(
                code, .error, message, at: location, help: help, suggestion: suggestion,
                related: related))
    }

    package mutating func warning(
        _ message: String, at location: SourceLocation, help: String? = nil,
        suggestion: String? = nil, related: [Diagnostic.Related] = []
    ) {
        diagnostics.append(
            Diagnostic(
                code, .warning, message, at: location, help: help, suggestion: suggestion,
                related: related))
    }
}
