import OnusPlugin

/// An action that costs nothing, so that what is measured is how Onus gets there and back.
struct Note: ActionTask {
    static let name = "benchmark.note"
    static let summary = "Counts the letters of a text."

    @Parameter("The text.")
    var text: String

    struct Output: TaskOutput { var letters: Int }

    func perform(_ context: ActionContext) async throws -> Output {
        Output(letters: text.utf8.count)
    }
}

struct NotePlugin: Plugin {
    static let name = "benchmark"
    init(settings: Settings) throws { try settings.allow() }
    var tasks: [any TaskKind.Type] { [Note.self] }
}
