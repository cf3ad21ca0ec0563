import OnusCEL
import OnusPlugin

extension Organization {
    /// What a function such as `head` is given by name, and the names that there are; nil for a
    /// function of something else.
    package func names(for function: String) -> (kind: String, known: [String])? {
        switch function {
        case "role": ("role", roles.keys.sorted())
        case "unit", "head", "deputies", "members": ("unit", units.map(\.id))
        case "person": ("person", people.map(\.id.id))
        default: nil
        }
    }
}

/// Who stands where: `person`, `unit`, `head`, `deputies`, `members`, `role`, `manager`, `chain`.
///
/// What is unknown, and a unit without a head or a person without a manager, is an error and never
/// nobody: an expression that asks for somebody must get somebody.
enum OrganizationFunctions {
    /// What `unit("finance-office")` gives.
    static let unitType = ValueType.record(
        RecordType(
            name: "unit",
            fields: [
                .init("id", .string), .init("name", .string),
                .init("parent", .string, mayBeAbsent: true),
                .init("head", .person, mayBeAbsent: true), .init("deputies", .people),
            ]))

    static let overloads: [Overload] =
        [
            look("person", .string, .person) { organization, id throws(CELEvaluationError) in
                try .string(known(id, organization))
            },
            look("unit", .string, unitType) { organization, id throws(CELEvaluationError) in
                try record(of: unit(id, organization))
            },
            look("role", .string, .people) { organization, name throws(CELEvaluationError) in
                guard let people = organization.roles[name] else {
                    throw CELEvaluationError("the organisation has no role `\(name)`")
                }
                return list(people)
            },
            look("manager", .person, .person) { organization, id throws(CELEvaluationError) in
                let person = try known(id, organization)
                guard let manager = organization.manager(of: Person(person)) else {
                    throw CELEvaluationError("`\(person)` has nobody above")
                }
                return .string(manager.id)
            },
            look("chain", .person, .people) { organization, id throws(CELEvaluationError) in
                try list(organization.chain(above: Person(known(id, organization))))
            },
        ] + ofUnits

    /// These take a unit's id or the unit itself.
    private static let ofUnits: [Overload] = [ValueType.string, unitType].flatMap { type in
        [
            look("head", type, .person) { organization, id throws(CELEvaluationError) in
                guard let head = try unit(id, organization).head else {
                    throw CELEvaluationError("the unit `\(id)` has no head")
                }
                return .string(head.id)
            },
            look("deputies", type, .people) { organization, id throws(CELEvaluationError) in
                try list(unit(id, organization).deputies)
            },
            look("members", type, .people) { organization, id throws(CELEvaluationError) in
                try list(organization.members(of: unit(id, organization).id))
            },
        ]
    }

    private typealias Look = @Sendable (Organization, String) throws(CELEvaluationError) -> Value

    private static func look(
        _ name: String, _ parameter: ValueType, _ result: ValueType, _ look: @escaping Look
    ) -> Overload {
        Overload(name, [parameter], result) {
            evaluation, arguments throws(CELEvaluationError) in
            let argument = arguments.first
            guard let id = argument?.stringValue ?? argument?.mapValue?["id"]?.stringValue else {
                throw CELEvaluationError("`\(name)` takes a text")
            }
            let organization = try evaluation.organization()
            try evaluation.spend(steps: organization.people.count / 16 + 1)
            return try look(organization, id)
        }
    }

    private static func known(
        _ id: String, _ organization: Organization
    ) throws(CELEvaluationError) -> String {
        guard organization.member(Person(id)) != nil else {
            throw CELEvaluationError("the organisation has no person `\(id)`")
        }
        return id
    }

    private static func unit(
        _ id: String, _ organization: Organization
    ) throws(CELEvaluationError) -> Unit {
        guard let unit = organization.unit(id) else {
            throw CELEvaluationError("the organisation has no unit `\(id)`")
        }
        return unit
    }

    private static func record(of unit: Unit) -> Value {
        var record: ValueMap = [
            "id": .string(unit.id), "name": .string(unit.name.string()),
            "deputies": list(unit.deputies),
        ]
        if let parent = unit.parent { record["parent"] = .string(parent) }
        if let head = unit.head { record["head"] = .string(head.id) }
        return .map(record)
    }

    private static func list(_ people: [Person]) -> Value {
        .list(people.map { .string($0.id) })
    }
}
