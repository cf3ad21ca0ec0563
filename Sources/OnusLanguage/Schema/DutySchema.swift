import OnusModel
import OnusValues

/// The fields of duties, and ladders.
enum DutySchema {
    private typealias Parts = SchemaParts

    static var fields: ValueMap {
        [
            "responsible": Parts.about("Who does it.", Parts.people),
            "accountable": Parts.about("The one person who answers for it.", Parts.people),
            "supervisor": Parts.about("Who sees to it, and does not do it.", Parts.people),
            "consulted": Parts.people, "informed": Parts.people,
            "verified_by": Parts.about(
                "Who says that it is done, and did not do it.", Parts.people),
            "due": Parts.about("A duration, or CEL that gives an instant.", Parts.text),
            "calendar": Parts.handle,
            "escalation": Parts.about(
                "The name of a ladder, or its rungs.", Parts.any(Parts.text, Parts.ref("ladder"))),
            "priority": Parts.integer(0...9), "delegable": Parts.bool,
            "form": Parts.ref("form"),
            "evidence": Parts.about("How many files must be given.", Parts.integer(0...100)),
            "allocate": Parts.any(
                Parts.words(["all", "first", "round_robin", "fewest_open"]),
                Parts.object(["same_as": Parts.text], required: ["same_as"]),
                Parts.object(["not": Parts.text], required: ["not"])),
            "absent": Parts.about(
                "Who steps in when nobody is there.",
                Parts.words(["manager", "accountable", "fail"])),
            "deemed": Parts.object(
                ["outcome": Parts.text, "basis": Parts.text], required: ["outcome", "basis"]),
            "extend": Parts.object(
                [
                    "by": Parts.about("Who grants more time.", Parts.people),
                    "at_most": Parts.period, "times": Parts.integer(1...100),
                ], required: ["by", "at_most"]),
            "stop_clock": Parts.object(
                [
                    "during": Parts.about(
                        "Its clock stands still meanwhile.", Parts.someOrOne(of: Parts.text)),
                    "basis": Parts.text,
                ], required: ["during", "basis"]),
        ]
    }

    /// What makes a scope a phase with a deadline of its own.
    static var ofPhases: ValueMap {
        ValueMap(NodeReader.phaseKeys.map { (.string($0), fields[$0] ?? true) })
    }

    static var definitions: ValueMap {
        let at = Parts.about(
            "A percentage of the time, due, or due + DURATION.",
            Parts.pattern(
                #"^\s*((0?[1-9]\d|0{0,2}[1-9])(\.\d{1,2})?\s*%|0{1,3}\.(0[1-9]|[1-9]\d?)\s*%"#
                    + #"|due(\s*\+\s*"# + Parts.anyPeriod + #")?)\s*$"#))
        let rung = Parts.object(
            [
                "at": at, "mark": Parts.words(Mark.allCases.map(\.rawValue)),
                "remind": Parts.people, "notify": Parts.people, "add": Parts.people,
                "assign": Parts.people, "raise": Parts.integer(1...10),
                "start": Parts.about("The workflow that it starts.", Parts.text),
                "decide": Parts.about("The outcome with which the duty ends.", Parts.text),
                "task": Parts.text, "with": Parts.values,
                "repeat": Parts.object(
                    ["every": Parts.period, "times": Parts.integer(1...1000)],
                    required: ["every", "times"]),
            ], required: ["at"])
        let with: Value = [
            "dependentSchemas": [
                "with": Parts.any(Parts.having("start"), Parts.having("task"))
            ]
        ]
        return [
            "rung": .map((rung.mapValue ?? [:]).merging(with.mapValue ?? [:])),
            "ladder": Parts.list(of: Parts.ref("rung"), atLeast: 1),
            "form": Parts.any(Parts.text, Parts.fields),
        ]
    }
}
