extension Explanation {
    /// Of names that stand for nothing, expressions and duties.
    static let ofMeaning: [Explanation] = [
        Explanation(
            .unknownTask, "a task that no plugin has",
            """
            `onus plugins` lists the tasks that this program was built with. A task of another \
            plugin needs a program that was built with that plugin.
            """),
        Explanation(
            .unknownParameter, "a parameter that the task does not have",
            """
            `onus plugins TASK` lists what may stand under `with:`.
            """),
        Explanation(
            .missingParameter, "a parameter that the task needs",
            """
            `onus plugins TASK` lists what must stand under `with:`.
            """),
        Explanation(
            .badParameter, "a parameter with a value that the task does not take",
            """
            The value has another type than the parameter, or the task says itself what is wrong \
            with it. `onus plugins TASK` tells what it takes.
            """),
        Explanation(
            .unknownStep, "a step that is not there, or not there from here",
            """
            `then` and `catch` lead to a step of the same list or of one around it, never into a \
            block or across to a sibling.
            """),
        Explanation(
            .unknownLadder, "a ladder that is not listed",
            """
            `escalation:` names an entry of `escalations:`, or is a list of rungs itself.
            """),
        Explanation(
            .unknownVariable, "a variable that is not declared",
            """
            `vars:` of the workflow or of a block around the step declares what `set:` may bind. Of \
            a step in which people decide in secret `by` and `votes` cannot be read.
            """),
        Explanation(
            .unknownForm, "a form that is not listed",
            """
            `form:` names an entry of `forms:`, or lists its fields itself.
            """),
        Explanation(
            .unknownWorkflow, "a workflow that is not there",
            """
            What a ladder starts must be checked together with it: name its file or its folder \
            too.
            """),
        Explanation(
            .unknownInput, "an input that the workflow does not have",
            """
            Whoever starts a workflow gives the inputs that it declares, no others.
            """),
        Explanation(
            .refusedInput, "an input is given what it refuses",
            """
            What `with:` of a `call`, of a rung or of a start gives must keep to the `enum`, the \
            `minimum`, the `maximum` and the lengths that the input declares. A value that surely \
            does not, or an input of the workflow's own that never can, would start nothing: a call \
            fails, a rung reaches nobody, and the calendar tries in vain.
            """),
        Explanation(
            .unknownInOrganization, "somebody or something that the organisation does not have",
            """
            Functions such as `role("…")`, `head("…")` and `person("…")` name entries of the \
            organisation's file.
            """),
        Explanation(
            .unknownCalendar, "a calendar that is not there",
            """
            `calendar:` names a calendar among the files that are checked, or one that `onus.yaml` \
            lists under `calendars:`.
            """),
        Explanation(
            .unknownOutcome, "an outcome that the step cannot have",
            """
            `then:` maps outcomes of the step's task; `onus plugins TASK` lists them. `expired` \
            comes from ladders.
            """),
        Explanation(
            .expressionSyntax, "this is no expression",
            """
            Expressions are CEL: `inputs.amount >= decimal('5000000') && !vars.urgent`. Put one in \
            quotes when it is more than a path or a simple call.
            """),
        Explanation(
            .expressionType, "an expression of another type than expected",
            """
            The types are known before anything runs: inputs and variables declare them, tasks \
            declare their outputs. Money is a decimal and compared with `decimal('…')`. What needs \
            nothing but what is written is worked out as well: `date('2026-13-01')` or `[1][3]` \
            would fail in every run.
            """),
        Explanation(
            .unguardedRead, "a step is read that may not have run",
            """
            On some way to this place the step has no result. What is heard of steps (`on: steps.ID`) \
            brings in `event` what they handed on: nothing but the outcome where a ladder ended one, \
            and of several steps what all of them give. Ask first: \
            `has(steps.panel.outcome) && …`, or take a default: \
            `steps.?panel.outcome.orValue('none')`. An `if` or `when` that asks guards all that it \
            governs, and what comes behind where nothing else leads there; so does asking the same \
            of the inputs as the step that is read, and an outcome that only people give. A field \
            that is voted on (`settle:`) is there where people agreed on it.
            """),
        Explanation(
            .nameCollision, "a name that means something else already",
            """
            Roles are variables in every people field, so they may not be called like built-in \
            names, inputs or the words of duties.
            """),
        Explanation(
            .timeInCondition, "a condition that only time would make true",
            """
            `wait: {when: …}` and handlers with `when:` look at their condition whenever something \
            happens in the run. That time passes is nothing that happens, so a condition on `now` \
            would not turn true when its time comes. `wait: {until: TIME}`, a duration after `wait:` \
            and handlers with `after:` or `every:` have a timer.
            """),
        Explanation(
            .impossibleWord, "a comparison with a word that cannot be",
            """
            An input, a variable or a field of a form with an `enum` is one of its words, and the \
            outcome of a step, or of `event` where a step is heard, one of those that it can have. What compares it with another word \
            never holds, or with `!=` always: mostly the word is misspelt. Of `!=` only words are told that \
            look like one of them.
            """),
        Explanation(
            .incompleteDuty, "a duty without one of its parts",
            """
            A duty has somebody responsible, exactly one accountable person, a supervisor, a \
            deadline and a ladder that ends; otherwise it can be lost. What all duties share \
            stands under `duties:`.
            """),
        Explanation(
            .notADuty, "a word of duties on a step that is none",
            """
            Only tasks that people do have people, deadlines and ladders. `onus plugins TASK` says \
            which kind a task is.
            """),
        Explanation(
            .severalAccountable, "somebody accountable who can be several people",
            """
            Exactly one person is accountable for a duty. What is of the type `people` – an input or \
            a variable, `steps.x.by`, or an output of a block – can be none or many. Name the head of a unit or another \
            single person, or declare the input as `person`.
            """),
    ]
}
