extension Explanation {
    /// Of mistakes in the YAML itself.
    static let ofReading: [Explanation] = [
        Explanation(
            .yamlSyntax, "this is no YAML",
            """
            The text breaks a rule of YAML at this place; often the cause stands a line or two \
            before it: a quote that was not closed, a tab, a line that is not indented like its \
            neighbours. A text that contains `: ` or begins with one of `{[&*!|>'"%@` must stand \
            in quotes.
            """),
        Explanation(
            .yamlDuplicateKey, "a key is given twice",
            """
            Which of the two values would hold is nobody's business to guess. Remove one, or \
            rename it.
            """),
        Explanation(
            .yamlKey, "a key is no plain text",
            """
            Keys are words, written on one line. A list or a mapping cannot be a key.
            """),
        Explanation(
            .yamlMergeKey, "`<<` is not read",
            """
            Merging hides what a step says from whoever reads it. Write the keys out, or put what \
            several duties share under `duties:`.
            """),
        Explanation(
            .yamlTag, "tags are not read",
            """
            A tag such as `!!str` tells YAML a type. Here the field says it: write the plain \
            value. When the exclamation mark belongs to an expression such as `!inputs.urgent`, \
            put the expression in quotes.
            """),
        Explanation(
            .yamlAnchor, "anchors are not read",
            """
            `&name` marks a value for use elsewhere. Give shared things a name of their own \
            instead: `roles:`, `escalations:`, `forms:`, `duties:`. When the `&` belongs to an \
            expression, put the expression in quotes.
            """),
        Explanation(
            .yamlAlias, "aliases are not read",
            """
            `*name` repeats a value from elsewhere. Write the value out. When the `*` belongs to \
            an expression, put the expression in quotes.
            """),
        Explanation(
            .yamlSeveralDocuments, "a file holds one document",
            """
            `---` begins a second document. Put it in a file of its own.
            """),
        Explanation(
            .yamlEmpty, "the file says nothing",
            """
            A workflow begins with `onus: 1`; `onus init` writes files to begin with.
            """),
        Explanation(
            .yamlEncoding, "the file is not UTF-8",
            """
            Files are read as UTF-8, with or without a byte order mark. Save it as UTF-8 in your \
            editor; from GBK, `iconv -f GBK -t UTF-8` converts it.
            """),
        Explanation(
            .yamlCharacter, "a character that YAML does not allow",
            """
            Control characters cannot stand in YAML as they are. Remove it, or write it in double \
            quotes as `\\u0007`.
            """),
        Explanation(
            .yamlTooLarge, "the file is too large",
            """
            No workflow that people can follow is this large. Check that it is the file you \
            meant; else split it into several workflows.
            """),
        Explanation(
            .yamlTooDeep, "the file is nested too deeply",
            """
            Lists and mappings lie inside each other deeper than anybody could read. Move the \
            inner steps to the workflow's own list and lead to them with `then:`.
            """),
        Explanation(
            .yamlTooManyNodes, "the file has too many values",
            """
            Split it into several files.
            """),
        Explanation(
            .yamlExpandsTooFar, "aliases repeat too much",
            """
            Aliases that refer to aliases can stand for billions of values. Write out what is \
            meant.
            """),
        Explanation(
            .yamlMore, "there were more mistakes of this kind",
            """
            Only the first ones are shown. Mend these and check again.
            """),
        Explanation(
            .unreadableFile, "a file cannot be read",
            """
            The path is wrong, it is a folder, the file is too large, or this user may not read \
            it. Paths in `onus.yaml` are taken from its own folder, those on the command line from \
            the current one.
            """),
    ]
}
