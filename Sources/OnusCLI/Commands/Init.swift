import ArgumentParser
import OnusValues

struct Init: StandardSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Writes a small workflow, organisation, calendar and test that run at once.")

    @Argument(help: "The folder; made when it is not there.", completion: .directory)
    var folder = "."

    @OptionGroup var output: OutputOptions

    func run(in session: Session, _ console: Console) async throws -> ExitStatus {
        let place = session.environment.absolute(folder)
        let taken = Template.files.map(\.path).filter { Path.exists(Path.join(place, $0)) }
        guard taken.isEmpty else {
            let names = taken.map { "`\($0)`" }.joined(separator: ", ")
            throw Failure(
                .refused, code: "exists", "`\(folder)` already has \(names); nothing was written",
                help: "name another folder: `onus init my-workflows`")
        }
        for file in Template.files {
            let path = Path.join(place, file.path)
            try NewFile.makeFolders(Path.folder(of: path))
            try NewFile.write(file.text, to: path)
        }
        if console.isJSON {
            let files = Template.files.map { Path.join(folder, $0.path) }
            try console.write(document: ["files": .list(files.map { .string($0) })])
        } else {
            try show(console)
        }
        return .done
    }

    private func show(_ console: Console) throws {
        var table = Table()
        for file in Template.files {
            table.add(.init(Path.join(folder, file.path), .cyan), .init(file.purpose))
        }
        try console.write(table)
        let enter = folder == "." ? "" : "cd \(folder) && "
        console.say(
            """

            Try it:
              \(enter)onus check .
              onus test .
              onus run purchase.yaml --as sam --input item=drill --input amount=120 \\
                  --script purchase.script.yaml --clock virtual --database sqlite:.onus/try.db
            """)
    }
}
