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
                "organization": Parts.handle, "calendar": Parts.text,
                "units": Parts.list(
                    of: Parts.object(
                        [
                            "id": Parts.handle, "name": localized, "parent": Parts.text,
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
                "calendar": Parts.handle, "title": localized, "time_zone": Parts.text,
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

    static var test: Value {
        let expectation = Parts.object([
            "outcome": Parts.text, "duty": Parts.text, "state": Parts.text,
            "path": Parts.listOrOne(of: Parts.text), "within": Parts.period,
            "due_at": Parts.ref("moment"),
            "marks": Parts.listOrOne(of: Parts.words(Mark.allCases.map(\.rawValue))),
            "started": Parts.listOrOne(of: Parts.text), "outputs": Parts.values,
        ])
        let one = Parts.object(
            [
                "name": Parts.text,
                "start": Parts.object(
                    ["by": Parts.text, "at": Parts.ref("moment"), "inputs": Parts.values],
                    required: ["by"]),
                "script": Parts.list(of: Parts.ref("act")),
                "expect": Parts.listOrOne(of: expectation),
            ], required: ["name", "start", "expect"])
        return Parts.object(
            ["test": Parts.text, "organization": Parts.text, "cases": Parts.list(of: one)],
            required: ["test", "cases"])
    }

    /// One entry of a script.
    static var act: Value {
        Parts.object([
            "after": Parts.period, "at": Parts.ref("moment"), "person": Parts.text,
            "duty": Parts.text, "do": Parts.text, "verify": Parts.words(["verified", "returned"]),
            "progress": Parts.text, "cancel": Parts.text, "claim": Parts.bool,
            "release": Parts.bool, "recuse": Parts.bool, "comment": Parts.text,
            "evidence": Parts.listOrOne(of: Parts.text), "form": Parts.values,
            "percent": Parts.integer(0...100), "refused": Parts.bool, "extend": Parts.period,
            "send": Parts.text, "data": Parts.values,
        ])
    }

    static func project(_ catalog: Catalog) -> Value {
        let plugins = ValueMap(
            catalog.plugins.map { (.string($0.name), Value.map(["type": "object"])) })
        return Parts.object([
            "organization": Parts.text, "calendars": Parts.listOrOne(of: Parts.text),
            "plugins": Parts.object(plugins),
            "channels": Parts.listOrOne(of: Parts.words(catalog.channelNames)),
        ])
    }
}
