import OnusCalendar
import OnusCatalog
import OnusModel
import OnusValues

/// The schemas of the files beside workflows.
enum OtherSchemas {
    private typealias Parts = SchemaParts

    static var organization: Value {
        let between: Value = [
            "type": "array", "items": Parts.ref("day"), "minItems": 2, "maxItems": 2,
        ]
        let ids = Parts.listOrOne(of: Parts.text)
        return Parts.object(
            [
                "organization": Parts.newName, "calendar": Parts.text,
                "units": Parts.list(
                    of: Parts.object(
                        [
                            "id": Parts.newName, "name": localized, "parent": Parts.text,
                            "head": Parts.text, "deputies": ids,
                        ], required: ["id"])),
                "people": Parts.list(
                    of: Parts.object(
                        [
                            "id": Parts.handle, "name": localized, "unit": Parts.text,
                            "email": Parts.text,
                        ], required: ["id", "unit"])),
                "roles": Parts.names(of: ids),
                "delegations": Parts.list(
                    of: Parts.object(
                        [
                            "from": Parts.text, "to": Parts.text, "between": between,
                            "workflows": ids,
                        ], required: ["from", "to", "between"])),
                "absences": Parts.list(
                    of: Parts.object(
                        ["person": Parts.text, "between": between],
                        required: ["person", "between"])),
            ], required: ["organization"])
    }

    private static let localized = Parts.title

    static var calendar: Value {
        let span = Parts.pattern(#"^\d{4}-\d{2}-\d{2}"#)
        return Parts.object(
            [
                "calendar": Parts.newName, "title": localized, "time_zone": Parts.text,
                "hours": Parts.names(of: Parts.listOrOne(of: Parts.pattern(#"^\d{1,2}:\d{2}"#))),
                "days": Parts.object([
                    "first": Parts.words(DayCounting.First.allCases.map(\.rawValue)),
                    "end": Parts.words(DayCounting.End.allCases.map(\.rawValue)),
                    "holiday": Parts.words(DayCounting.Holiday.allCases.map(\.rawValue)),
                ]),
                "published_until": Parts.ref("day"), "holidays": Parts.list(of: span),
                "worked": Parts.list(of: span),
            ], required: ["calendar", "time_zone", "hours"])
    }

    static func project(_ catalog: Catalog) -> Value {
        let plugins = ValueMap(
            catalog.plugins.map { (.string($0.name), ParameterSchema.settings(of: $0)) })
        return Parts.object([
            "organization": Parts.text, "calendars": Parts.listOrOne(of: Parts.text),
            "plugins": Parts.object(plugins),
            "channels": Parts.listOrOne(of: Parts.words(catalog.channelNames)),
        ])
    }
}
