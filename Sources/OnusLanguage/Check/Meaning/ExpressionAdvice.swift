import OnusCEL
import OnusCatalog
import OnusModel
import OnusPlugin

// What somebody probably meant who does not know the expressions yet.
extension Meaning {
    /// Better help than the expression language can give, which knows no workflow.
    func advice(on error: CELError, in text: String) -> String? {
        switch error.kind {
        case .unknownName: nameAdvice(error, in: text)
        case .syntax: syntaxAdvice(text)
        case .type: dateAdvice(text) ?? comparedDate(error, in: text)
        case .unknownField: secretAdvice(error, in: text) ?? stepAdvice(error)
        case .value: error.help ?? "it fails in every run: write something else"
        default: nil
        }
    }

    /// Who decided is told to nobody where it is secret.
    private func secretAdvice(_ error: CELError, in text: String) -> String? {
        let secret = context.tree.entries.first { entry in
            context.tasks[entry.index]?.bound?.isSecret == true
                && ExpressionTypes.secret.contains { name in
                    error.message == "`steps.\(entry.id)` has no field `\(name)`"
                }
        }
        return secret.map {
            "`\($0.id)` is decided in secret: read `counts` or `comments`, or leave out `secret`"
        }
    }

    private func nameAdvice(_ error: CELError, in text: String) -> String? {
        guard let name = part(of: text, error) else { return nil }
        if let kind = wordKind(name) { return "did you mean `\(kind).\(name)`?" }
        // An id with points or hyphens is several words to the expression language.
        return [text, name].lazy.compactMap { inOrganization($0) }.first
    }

    /// What the mistake is about, as it is written.
    private func part(of text: String, _ error: CELError) -> String? {
        let scalars = Array(text.unicodeScalars)
        let (start, end) = (error.span.start.offset, error.span.end.offset)
        guard start >= 0, start < end, end <= scalars.count else { return nil }
        var part = String.UnicodeScalarView()
        part.append(contentsOf: scalars[start..<end])
        return String(part)
    }

    private func wordKind(_ name: String) -> String? {
        if workflow.inputs.contains(where: { $0.name.value == name }) { return "inputs" }
        if workflow.variables.contains(where: { $0.name.value == name }) { return "vars" }
        return nil
    }

    private func inOrganization(_ name: String) -> String? {
        guard let organization = context.surroundings.organization else { return nil }
        if organization.member(Person(name)) != nil {
            return "`\(name)` is a person: write `person(\"\(name)\")`"
        }
        if organization.roles[name] != nil {
            return "`\(name)` is a role of the organisation: write `role(\"\(name)\")`"
        }
        if organization.unit(name) != nil {
            return "`\(name)` is a unit: write `head(\"\(name)\")` or `members(\"\(name)\")`"
        }
        return nil
    }

    /// To the expression language a bare date is a subtraction.
    private func dateAdvice(_ text: String) -> String? {
        guard text.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) != nil else { return nil }
        return "a date is written as `date('\(text)')`"
    }

    /// A field of type `date` is a text to the expression language, and so is a date in quotes.
    private func comparedDate(_ error: CELError, in text: String) -> String? {
        let message = error.message
        guard message.contains("string"),
            message.contains("timestamp") || message.contains("period"),
            let part = part(of: text, error)
        else { return nil }
        for match in part.matches(of: /\b(inputs|vars)\.([a-z][a-z0-9_]*)/) {
            let (kind, name) = (String(match.1), String(match.2))
            guard isDate(name, kind), !part.contains("date(\(match.0))") else { continue }
            return "`\(match.0)` is a date: write `date(\(match.0))`"
        }
        for match in part.matches(of: /(['"])\d{4}-\d{2}-\d{2}\1/)
        where !part.contains("date(\(match.0))") {
            return "a date is written as `date(\(match.0))`"
        }
        return nil
    }

    private func isDate(_ name: String, _ kind: String) -> Bool {
        let blocks = context.tree.entries.flatMap(\.syntax.variables)
        let fields = kind == "inputs" ? workflow.inputs : workflow.variables + blocks
        return fields.contains { $0.name.value == name && $0.field.type == .date }
    }

    /// A step that is there and cannot be seen from where it is read.
    private func stepAdvice(_ error: CELError) -> String? {
        guard let match = error.message.wholeMatch(of: /`steps` has no field `(.*)`/),
            let step = context.tree[String(match.1)]
        else { return nil }
        let around = context.tree.enclosing(step.list).map { context.tree.lists[$0] }
        let branch = around.first { list in if case .branch = list.kind { true } else { false } }
        guard let list = branch ?? around.first, let owner = list.owner else { return nil }
        let block = context.tree.entries[owner].id
        let way = "what follows `\(block)` reads it through the `outputs:` of `\(block)`"
        return branch == nil
            ? "`\(step.id)` lies inside `\(block)`; \(way)"
            : "`\(step.id)` lies in a branch of `\(block)`, and branches do not see each other's "
                + "outputs; \(way)"
    }

    private func syntaxAdvice(_ text: String) -> String? {
        if text.hasPrefix("$"), !text.hasPrefix("${") { return "write it without the `$`" }
        let words = text.split { $0 == " " || $0 == "," }.map(String.init)
        let roles = workflow.roles.map(\.name.value)
        let names = words.filter { !["and", "or"].contains($0) }
        if names.count > 1, names.allSatisfy(roles.contains) {
            return "several people are a list: `[\(names.joined(separator: ", "))]`"
        }
        if words.contains("and") { return "write `&&` for `and`" }
        if words.contains("or") { return "write `||` for `or`" }
        if words.contains("not") { return "write `!` for `not`" }
        return nil
    }
}
