import OnusCEL
import OnusModel
import OnusPlugin

// What somebody probably meant who does not know the expressions yet.
extension Meaning {
    /// Better help than the expression language can give, which knows no workflow.
    func advice(on error: CELError, in text: String) -> String? {
        switch error.kind {
        case .unknownName: nameAdvice(error, in: text)
        case .syntax: syntaxAdvice(text)
        case .type: dateAdvice(text)
        default: nil
        }
    }

    private func nameAdvice(_ error: CELError, in text: String) -> String? {
        let scalars = Array(text.unicodeScalars)
        let (start, end) = (error.span.start.offset, error.span.end.offset)
        guard start >= 0, start < end, end <= scalars.count else { return nil }
        var name = String.UnicodeScalarView()
        name.append(contentsOf: scalars[start..<end])
        if let kind = wordKind(String(name)) { return "did you mean `\(kind).\(String(name))`?" }
        // An id with points or hyphens is several words to the expression language.
        return [text, String(name)].lazy.compactMap { inOrganization($0) }.first
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
