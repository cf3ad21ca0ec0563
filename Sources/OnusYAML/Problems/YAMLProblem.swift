/// Something wrong with a YAML text: what, where, and the way out.
package struct YAMLProblem: Error, Hashable, Sendable {
    package enum Code: String, Hashable, Sendable, CaseIterable {
        /// libyaml cannot read on here.
        case syntax
        case duplicateKey
        /// A key that is no plain or quoted text.
        case unusableKey
        /// `<<`.
        case mergeKey
        case tag
        case anchor
        case alias
        case severalDocuments
        case empty
        /// Not UTF-8, or another encoding.
        case encoding
        /// A control character or an invisible line separator.
        case character
        case tooLarge
        case tooDeep
        case tooManyNodes
        /// Aliases that stand for more nodes than the limit.
        case expandsTooFar
        /// More problems than are listed.
        case more
    }

    /// Another place that explains the first one.
    package struct Note: Hashable, Sendable {
        package var message: String
        package var span: SourceSpan
    }

    package var code: Code
    package var message: String
    package var span: SourceSpan
    package var help: String?
    package var note: Note?

    package init(
        _ code: Code, _ message: String, at span: SourceSpan, help: String? = nil,
        note: Note? = nil
    ) {
        self.code = code
        self.message = message
        self.span = span
        self.help = help
        self.note = note
    }
}

extension YAMLProblem: CustomStringConvertible {
    package var description: String {
        "\(span.start): \(message)" + (help.map { " (\($0))" } ?? "")
    }
}
