import OnusCEL
import OnusModel
import OnusPlugin

// Names of people, units and roles that stand in expressions, held against the organisation.
extension Meaning {
    mutating func check(call: LiteralCall, in scalar: ScalarSyntax) {
        guard let organization = context.surroundings.organization,
            let argument = call.arguments.first, let name = argument.text,
            let (kind, known) = organization.names(for: call.function), !known.contains(name)
        else { return }
        let nearest = Spelling.nearest(to: name, among: known)
        report(
            .unknownInOrganization,
            "the organisation `\(organization.id)` has no \(kind) `\(name)`",
            at: scalar.location(of: argument.span),
            help: Spelling.help(for: name, among: known, called: "the \(kind)s are"),
            suggestion: nearest.map { "'\($0)'" })
    }
}
