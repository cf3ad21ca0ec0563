import ArgumentParser
import OnusLanguage
import OnusModel
import OnusRuntime
import OnusStore
import OnusValues

struct Test: StandardSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Plays workflow tests on a virtual clock and compares what was expected.")

    @Argument(help: "Files and folders.", completion: .file(extensions: ["yaml", "yml"]))
    var paths: [String]
    @Option(help: "Who is who, in place of what onus.yaml names.", completion: .file())
    var organization: String?
    @OptionGroup var output: OutputOptions

    struct Played {
        var test: TestFile
        var results: [TestRunner.CaseResult]
    }

    func run(in session: Session, _ console: Console) async throws -> ExitStatus {
        let workspace = try Workspace(paths: paths, organization: organization, session)
        let deployment = try workspace.deploymentIfClean()
        let tests = workspace.checked.tests
        guard !tests.isEmpty else {
            throw Failure.badInput(
                "there are no tests here", help: "a workflow test begins with `test: WORKFLOW`")
        }
        var played: [Played] = []
        for test in tests {
            let own = try workspace.deployment(for: test, of: deployment)
            let runner = TestRunner(catalog: workspace.catalog, deployment: own) { MemoryStore() }
            let results = await runner.run(test)
            played.append(Played(test: test, results: results))
            if !console.isJSON { try show(test, results, console) }
        }
        return try conclude(played, console)
    }

    private func show(
        _ test: TestFile, _ results: [TestRunner.CaseResult], _ console: Console
    ) throws {
        let style = console.style
        var text = style.paint(test.workflow.value, .bold) + "  \(test.file)\n"
        for result in results {
            let sign = result.passed ? style.paint("✓", .green) : style.paint("✗", .red)
            text += "  \(sign) \(result.name)\n"
            for problem in result.problems {
                let place = problem.location.map { "\($0.file):\($0.line):\($0.column): " } ?? ""
                text +=
                    "      \(place)\(problem.paths == nil ? problem.message : "the path was another one")\n"
                if let paths = problem.paths { text += side(by: paths, style) }
            }
        }
        try console.write(text)
    }

    /// What was expected beside what happened.
    private func side(by paths: PathComparison, _ style: Style) -> String {
        var table = Table()
        table.add(" ", "expected", "got")
        for row in paths.rows {
            let sign = row.isSame ? " " : row.got == nil ? "-" : "+"
            let color: Style.Ink? = row.isSame ? nil : row.got == nil ? .red : .green
            table.add(
                .init(sign), .init(row.expected ?? "", color), .init(row.got ?? "", color))
        }
        return table.rendered(style, limit: nil, indent: 8)
    }

    private func conclude(_ played: [Played], _ console: Console) throws -> ExitStatus {
        let all = played.flatMap(\.results)
        let failed = all.count { !$0.passed }
        if console.isJSON {
            try console.write(
                document: [
                    "ok": .bool(failed == 0), "passed": .int(Int64(all.count - failed)),
                    "failed": .int(Int64(failed)),
                    "cases": .list(played.flatMap(\.documents)),
                ])
        } else {
            let what = Counted.text(all.count, "case")
            console.say(
                failed == 0 ? "\(what) played, all as expected" : "\(what) played, \(failed) failed"
            )
        }
        return failed == 0 ? .done : .no
    }
}

extension Test.Played {
    fileprivate var documents: [Value] {
        results.map { result in
            [
                "file": .string(test.file), "workflow": .string(test.workflow.value),
                "name": .string(result.name), "passed": .bool(result.passed),
                "problems": .list(result.problems.map(\.document)),
                "run": result.report?.value ?? .null,
            ]
        }
    }
}

extension ScriptProblem {
    fileprivate var document: Value {
        [
            "message": .string(message), "file": location.map { .string($0.file) } ?? .null,
            "line": location.map { .int(Int64($0.line)) } ?? .null,
            "column": location.map { .int(Int64($0.column)) } ?? .null,
            "path": paths.map { paths in
                [
                    "expected": .list(paths.expected.map { .string($0) }),
                    "got": .list(paths.got.map { .string($0) }),
                ]
            } ?? .null,
        ]
    }
}

extension Workspace {
    /// What is in force while this test is played: its own organisation, if it names one.
    fileprivate func deployment(
        for test: TestFile, of whole: Deployment
    ) throws(Failure) -> Deployment {
        guard let name = test.organization, name.value != whole.organization?.id else {
            return whole
        }
        guard let file = checked.organizations.first(where: { $0.id.value == name.value }) else {
            let known = checked.organizations.map(\.id.value)
            let diagnostic = Diagnostic(
                Code.strangerInTest.rawValue, .error, "there is no organisation `\(name.value)`",
                at: name.location,
                help: Spelling.help(for: name.value, among: known)
                    ?? "name its file in `onus.yaml`, or with `--organization`",
                suggestion: Spelling.nearest(to: name.value, among: known))
            throw Failure([diagnostic], in: sources)
        }
        var own = whole
        own.organization = file.organization
        return own
    }
}
