import OnusCEL
import OnusModel
import OnusPlugin

// Names of people, units and roles that stand in expressions, held against the organisation.
extension Meaning {
    mutating func check(call: LiteralCall, in scalar: ScalarSyntax) {
        guard let organization = context.surroundings.organization,
            let argument = call.arguments.first, let name = argument.text
        else { return }
        let known: [String]
        let kind: String
        switch call.function {
        case "role": (kind, known) = ("role", organization.roles.keys.sorted())
        case "unit", "head", "deputies", "members":
            (kind, known) = ("unit", organization.units.map(\.id))
        case "person": (kind, known) = ("person", organization.people.map(\.id.id))
        default: return
        }
        guard !known.contains(name) else { return }
        let nearest = Spelling.nearest(to: name, among: known)
        report(
            .unknownInOrganization,
            "the organisation `\(organization.id)` has no \(kind) `\(name)`",
            at: scalar.location(of: argument.span),
            help: Spelling.help(for: name, among: known, called: "the \(kind)s are"),
            suggestion: nearest.map { "'\($0)'" })
    }
}
