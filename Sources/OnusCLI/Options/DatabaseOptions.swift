import ArgumentParser

/// Which database, and for a virtual one at what time.
struct DatabaseOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Where the runs are.",
            discussion: "Or ONUS_DATABASE; else sqlite:.onus/onus.db, made on first use.",
            valueName: "url"))
    var database: String?

    @Option(
        help: ArgumentHelp(
            "Lets the time of a virtual database pass up to this; it never goes back.",
            valueName: "time")
    )
    var at: String?
}

/// Who does it.
struct PersonOptions: ParsableArguments {
    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("Who does it; or ONUS_USER.", valueName: "person"))
    var person: String?

    @Option(
        help: ArgumentHelp(
            "The receipt that somebody got who started a run and is nobody of the organisation.",
            valueName: "receipt"))
    var receipt: String?
}
