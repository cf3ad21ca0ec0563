import OnusPlugin

extension Organization: Codable {
    private enum CodingKeys: String, CodingKey {
        case id, calendar, units, people, roles, delegations, absences
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            id: try values.decode(String.self, forKey: .id),
            calendar: try values.decodeIfPresent(String.self, forKey: .calendar),
            units: try values.decode([Unit].self, forKey: .units),
            people: try values.decode([Member].self, forKey: .people),
            roles: try values.decode([String: [Person]].self, forKey: .roles),
            delegations: try values.decode([Delegation].self, forKey: .delegations),
            absences: try values.decode([Absence].self, forKey: .absences))
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(id, forKey: .id)
        try values.encodeIfPresent(calendar, forKey: .calendar)
        try values.encode(units, forKey: .units)
        try values.encode(people, forKey: .people)
        try values.encode(roles, forKey: .roles)
        try values.encode(delegations, forKey: .delegations)
        try values.encode(absences, forKey: .absences)
    }
}
