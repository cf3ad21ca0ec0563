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
            An entry of a script says who does what with which duty, or lets time pass; a case gives \
            the inputs that its workflow asks for, each of its type.
            """),
        Explanation(
            .strangerInTest, "a test names something that is not there",
            """
            The workflow, its steps, inputs, fields and outputs, the people and the organisation \
            of a test are those of the files that are checked with it. A test that names another \
            one could never pass.
            """),
        Explanation(
            .impossibleOutcome, "a test expects what cannot happen",
            """
            `do:` is one of the outcomes that the step offers: one that its task lets people \
            choose and that `then:` leads somewhere. `expect: {outcome: …}` is the outcome of one \
            of the workflow's ends or an error with which it can fail, and with a `duty` beside \
            it one that the step can have. What is to be refused says `refused: true`.
            """),
        Explanation(
            .unknownChannel, "a channel that no plugin has",
            """
            `channels:` in `onus.yaml` names channels of the plugins, over which reminders and \
            notices go out. Some are there only when their plugin is set up, such as `file`, which \
            needs `plugins: {notification: {file: PATH}}`.
            """),
        Explanation(
            .badSettings, "settings with which a plugin cannot work",
            """
            Each entry of `plugins:` in `onus.yaml` names a plugin of this program and gives it the \
            settings that it takes.
            """),
        Explanation(
            .wrongKind, "a file that is something else",
            """
            `organization:` in `onus.yaml` is the path of an organisation's file, and `calendars:` \
            lists those of calendars. The file that is named holds something else.
            """),
        Explanation(
            .noChannel, "no channel is named",
            """
            Without `channels:` in `onus.yaml` reminders and notices reach nobody but by the inbox, \
            whatever a ladder says; a step that sends a message sends nothing. `channels: [console]` \
            writes them to standard error, and `channels: []` says that the inbox is enough.
            """),
    ]
}
