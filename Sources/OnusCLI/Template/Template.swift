/// What `onus init` writes: files that pass `onus check` and `onus test` as they are.
struct Template: Sendable {
    let path: String
    /// For people, in a few words.
    let purpose: String
    let text: String

    static let files = [
        Template(path: "purchase.yaml", purpose: "a workflow: asking, buying", text: workflow),
        Template(
            path: "purchase.test.yaml", purpose: "its tests, played on a virtual clock", text: test),
        Template(
            path: "purchase.script.yaml", purpose: "what people do in a run that is played",
            text: script),
        Template(path: "organization.yaml", purpose: "who is who", text: organization),
        Template(path: "calendar.yaml", purpose: "when people work", text: calendar),
        Template(path: "onus.yaml", purpose: "what belongs together", text: project),
    ]
}
