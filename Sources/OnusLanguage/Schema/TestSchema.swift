import OnusModel
import OnusValues

/// The schema of tests of a workflow, with a sentence for each key that editors show.
enum TestSchema {
    private typealias Parts = SchemaParts

    static var root: Value {
        Parts.object(
            [
                "test": Parts.about("The name of the workflow that is tested.", Parts.text),
                "organization": Parts.about(
                    "The name of the organisation, where it is not the project's.", Parts.text),
                "cases": Parts.list(of: testCase),
            ], required: ["test", "cases"])
    }

    private static var testCase: Value {
        let start = Parts.object(
            [
                "by": Parts.about("Who starts the run.", Parts.text),
                "at": Parts.about(
                    "When, on the calendar's clock; the same for every test where it is missing.",
                    Parts.ref("moment")),
                "inputs": Parts.about("What the run is given.", Parts.values),
            ], required: ["by"])
        return Parts.object(
            [
                "name": Parts.about("What the case shows, as a sentence.", Parts.text),
                "start": start,
                "script": Parts.about(
                    "What happens in the run, one after the other.",
                    Parts.list(of: Parts.ref("act"))),
                "expect": Parts.listOrOne(of: expectation),
            ], required: ["name", "start", "expect"])
    }

    private static var expectation: Value {
        let marks = Parts.words(Mark.allCases.map(\.rawValue))
        return Parts.object(
            [
                "outcome": Parts.about(
                    "How the duty has ended, or the run where there is no `duty`.", Parts.text),
                "duty": Parts.about(
                    "The step or the place that `outcome`, `state`, `due_at` and `marks` are "
                        + "about.", Parts.text),
                "state": Parts.about(
                    "The state of the run (running, ended, failed, cancelled) or of the step "
                        + "(open, closed or done, skipped, withdrawn, failed).",
                    Parts.words([
                        "running", "ended", "failed", "cancelled", "open", "closed", "done",
                        "skipped",
                        "withdrawn",
                    ])),
                "path": Parts.about(
                    "The steps of the main line in the order in which they finished.",
                    Parts.listOrOne(of: Parts.text)),
                "within": Parts.about("How long the run takes at most.", Parts.period),
                "due_at": Parts.about("The duty's deadline.", Parts.ref("moment")),
                "marks": Parts.about(
                    "The marks of the duty, or of all, in their order.",
                    Parts.listOrOne(of: marks)),
                "started": Parts.about(
                    "The workflows that ladders started.", Parts.listOrOne(of: Parts.text)),
                "outputs": Parts.about("What the run hands on.", Parts.values),
            ], about: "What holds when the script is over and nothing more is due.")
    }

    /// One entry of a script.
    static var act: Value {
        Parts.object([
            "after": Parts.about(
                "How much later than what was done last; from when the duty opened, if that is "
                    + "later.", Parts.period),
            "at": Parts.about("When, on the calendar's clock.", Parts.ref("moment")),
            "person": Parts.about("Who does it.", Parts.text),
            "duty": Parts.about(
                "The step, or the end of its place where several may be meant.", Parts.text),
            "do": Parts.about(
                "The outcome that is decided; `received` uses a right.", Parts.text),
            "form": Parts.about("What `do` fills in.", Parts.values),
            "comment": Parts.about(
                "What is said with it; alone an act of its own.", Parts.text),
            "evidence": Parts.about(
                "The names of files; alone an act of its own.", Parts.listOrOne(of: Parts.text)),
            "verify": Parts.about(
                "What whoever verifies the work says.", Parts.words(["verified", "returned"])),
            "progress": Parts.about("What is reported of the work.", Parts.text),
            "percent": Parts.about(
                "With `progress`: how much is done.", Parts.integer(0...100)),
            "extend": Parts.about("Asks for this much more time.", Parts.period),
            "claim": Parts.about("Takes the duty on.", Parts.bool),
            "release": Parts.about("Gives a claimed duty back.", Parts.bool),
            "recuse": Parts.about("Steps out of the duty.", Parts.bool),
            "cancel": Parts.about("Cancels the run, for this reason.", Parts.text),
            "send": Parts.about(
                "An event from outside; with a `person` it may use their right.", Parts.text),
            "data": Parts.about("What the event of `send` brings.", Parts.values),
            "refused": Parts.about("The act is to be refused.", Parts.bool),
        ])
    }
}
