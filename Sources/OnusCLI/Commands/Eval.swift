import ArgumentParser
import OnusValues

struct Eval: StandardSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "eval",
        abstract: "Tries an expression.",
        discussion: """
            Values are JSON; what JSON cannot say is written as {"$decimal": "1.10"}, \
            {"$timestamp": "2026-01-01T00:00:00Z"} and the like. `now`, periods and calendars, people \
            and units are known as in workflows, by the organisation and the calendar that are \
            named or that `onus.yaml` names; what only a run has, such as `inputs`, is given as \
            data. With --lines each line of the \
            input is a case {"expr", "bindings", "types"}, and the line of the same number in the \
            output answers it, with an error where it is none.
            """)

    @Argument(help: "The expression.") var expression: String?
    @Option(help: ArgumentHelp("The variables.", valueName: "json")) var data: String?
    @Option(help: ArgumentHelp("The types of variables.", valueName: "json")) var types: String?
    @Option(help: "Look people and units up in this file.", completion: .file())
    var organization: String?
    @Option(help: "Count working time by this file.", completion: .file())
    var calendar: String?
    @Flag(help: "Read cases from the input.") var lines = false
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (expression != nil) != lines else {
            throw ValidationError(
                "name an expression, or give --lines and no expression; one that begins with `-` "
                    + "stands behind `--`")
        }
    }

    func run(in session: Session, _ console: Console) async throws -> ExitStatus {
        let place = try TrialPlace(organization: organization, calendar: calendar, session)
        guard let expression else { return try await answerLines(place, session, console) }
        let trial = Trial(
            expression: expression, bindings: try map(data, "--data"),
            types: try map(types, "--types"))
        let answer = try trial.answer(in: place)
        if console.isJSON {
            try console.write(document: answer.document)
        } else {
            switch answer {
            case .value(let value, let type):
                try console.write("\(value.canonicalJSONText) : \(type)\n")
            case .mistake(let mistake):
                console.emit(mistake.text(of: expression, console.messageStyle))
            }
        }
        if case .mistake = answer { return .no }
        return .done
    }

    private func map(_ text: String?, _ option: String) throws -> ValueMap {
        guard let text else { return [:] }
        let value: Value
        do throws(JSONError) {
            value = try Value(canonicalJSON: text)
        } catch {
            throw Failure.badInput("\(option) is no JSON: \(error)")
        }
        guard let map = value.mapValue else {
            throw Failure.badInput("\(option) is no JSON object with a value for each name")
        }
        return map
    }

    private func answerLines(
        _ place: TrialPlace, _ session: Session, _ console: Console
    ) async throws -> ExitStatus {
        var rest: [UInt8] = []
        for await bytes in session.input.bytes {
            var new = bytes[...]
            while let end = new.firstIndex(of: UInt8(ascii: "\n")) {
                try answer(line: rest + new[..<end], place, console)
                rest = []
                new = new[(end + 1)...]
            }
            rest += new
        }
        if !rest.isEmpty { try answer(line: rest, place, console) }
        return .done
    }

    private func answer(line: [UInt8], _ place: TrialPlace, _ console: Console) throws {
        // WHY: also a line that is no case is answered, so that line N answers line N.
        let answer: Trial.Answer
        do throws(Failure) {
            answer = try Trial(line: line).answer(in: place)
        } catch {
            answer = .mistake(Trial.Mistake(message: error.message))
        }
        try console.write(line: answer.document)
    }
}
