import ArgumentParser
import OnusLanguage
import OnusValues

struct Explain: StandardSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Tells what a code such as W028 means and what to do about it.")

    @Argument(help: "The code; without one all are listed.")
    var code: String?

    @OptionGroup var output: OutputOptions

    func run(in session: Session, _ console: Console) async throws -> ExitStatus {
        guard let code = code?.uppercased() else { return try list(console) }
        guard let entry = Explanation.all.first(where: { $0.code == code }) else {
            throw Failure.unknown("code", code, among: Explanation.all.map(\.code))
        }
        if console.isJSON {
            try console.write(document: document(entry))
        } else {
            let title = console.style.paint("\(entry.code): \(entry.title)", .bold)
            try console.write("\(title)\n\n\(Wrapping.wrap(entry.text, at: 80))\n")
        }
        return .done
    }

    private func list(_ console: Console) throws -> ExitStatus {
        if console.isJSON {
            let codes = Explanation.all.map(document)
            try console.write(document: ["codes": .list(codes)])
            return .done
        }
        var table = Table()
        for entry in Explanation.all { table.add(.init(entry.code, .bold), .init(entry.title)) }
        try console.write(table)
        return .done
    }

    private func document(_ entry: Explanation) -> Value {
        [
            "code": .string(entry.code), "title": .string(entry.title), "text": .string(entry.text),
        ]
    }
}
