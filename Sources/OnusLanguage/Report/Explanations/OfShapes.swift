extension Explanation {
    /// Of keys, types and forms of writing.
    static let ofShapes: [Explanation] = [
        Explanation(
            .unknownKey, "a key that nobody reads",
            """
            A misspelt key would silently do nothing, so every key must be known where it stands. \
            Correct it, or remove it.
            """),
        Explanation(
            .wrongType, "a value of another type than expected",
            """
            The message says what is expected and what stands there. A number that is meant as a \
            text, and a text that looks like a number, need quotes.
            """),
        Explanation(
            .missingKey, "a key is missing",
            """
            Without it the rest cannot be understood. The help shows how it is written.
            """),
        Explanation(
            .languageVersion, "another version of the language",
            """
            `onus:` says for which version of the language a file was written. This onus cannot \
            promise to understand another one.
            """),
        Explanation(
            .badName, "a name that cannot be one",
            """
            Steps, roles, inputs and variables are `snake_case`, since expressions name them. \
            Workflows, units, organisations and calendars are `kebab-case` or dotted. People and \
            events may have the names of another system: letters, digits, `-`, `_` and `.`.
            """),
        Explanation(
            .badTime, "a time that cannot be read",
            """
            Write `90 s`, `10 min`, `36 h`, `3 days`, `2 weeks`, `3 workdays`, `8 workhours`, \
            `1 month`, or ISO 8601 such as `P3D`. Days and working days differ, so the word \
            decides.
            """),
        Explanation(
            .unknownKind, "a file of no known kind",
            """
            A workflow begins with `onus: 1` and `workflow:`, the other files with \
            `organization:`, `calendar:` or `test:`.
            """),
        Explanation(
            .severalVerbs, "a step does not do exactly one thing",
            """
            A step has one verb, such as `task`, `parallel`, `switch`, `wait`, `scope`, `set`, \
            `end` or `fail`. Make two steps of one that has two.
            """),
        Explanation(
            .badLimit, "a limit that makes no sense",
            """
            The limits of a field must fit its type and each other, and its default must keep \
            them: `minimum` is not above `maximum`, a default stands in `enum`, and a value of `enum` \
            is none that `minLength` rules out.
            """),
        Explanation(
            .more, "more mistakes than are listed",
            """
            Of each file so many mistakes are listed as can be corrected at a time. Correct these \
            and check again.
            """),
        Explanation(
            .tooManySteps, "more steps than one workflow may have",
            """
            What can be proved of a workflow takes time with the square of its steps, and nobody \
            oversees thousands of them. Make several workflows of it.
            """),
        Explanation(
            .duplicateWorkflow, "two files with one workflow",
            """
            A workflow is known by its name, so one name stands for one file. Rename one of them.
            """),
    ]
}
