import OnusPlugin

// People in the values of fields.
extension FieldType {
    /// Those whom a value of this type names.
    package func people(in value: Value) -> [Person] {
        switch (self, value) {
        case (.person, .string(let id)): [Person(id)]
        case (.people, .string(let id)): [Person(id)]
        case (.people, .list(let items)): items.compactMap { $0.stringValue.map { Person($0) } }
        case (.list(let element), .list(let items)): items.flatMap { element.people(in: $0) }
        case (.map(let element), .map(let entries)):
            entries.flatMap { element.people(in: $0.value) }
        default: []
        }
    }
}

extension [Field] {
    /// What is wrong with people who are named and are not there; nil when nothing is.
    package func problem(
        with values: ValueMap, whoAreNotIn organization: Organization
    ) -> String? {
        for field in self {
            guard let value = values[field.name] else { continue }
            let stranger = field.type.people(in: value).first {
                !$0.isPublic && organization.member($0) == nil
            }
            if let stranger {
                return "`\(field.name)` names `\(stranger)`, who is not a person of "
                    + "`\(organization.id)`"
            }
        }
        return nil
    }
}
