extension Explanation {
    /// Of organisations, calendars and tests.
    static let ofOtherFiles: [Explanation] = [
        Explanation(
            .unknownUnit, "a unit that the organisation does not list",
            """
            Every unit that is named stands under `units:`.
            """),
        Explanation(
            .unknownPerson, "a person whom the organisation does not list",
            """
            Everybody who is named stands under `people:`.
            """),
        Explanation(
            .duplicateInOrganization, "two units or people with one id",
            """
            An id stands for one of them in every workflow and record. Rename one.
            """),
        Explanation(
            .unitCycle, "a unit that lies above itself",
            """
            Following `parent` from unit to unit must end at the top. One of the units named has a \
            wrong `parent`.
            """),
        Explanation(
            .selfDelegation, "somebody who stands in for themselves",
            """
            A delegation leads from one person to another.
            """),
        Explanation(
            .badCalendar, "a calendar that contradicts itself",
            """
            Hours of a day may not overlap, a day is not both a holiday and worked, and nothing \
            lies beyond `published_until`.
            """),
        Explanation(
            .badTest, "a test that cannot be played",
            """
            An entry of a script says who does what with which duty, or lets time pass.
            """),
    ]
}
