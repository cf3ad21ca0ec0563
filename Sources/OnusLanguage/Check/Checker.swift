import OnusCatalog
import OnusModel
import OnusPlugin

/// Everything that came of a set of files.
package struct CheckedFiles: Sendable {
    /// Those in which nothing is wrong.
    package var workflows: [CheckedWorkflow] = []
    package var organizations: [OrganizationFile] = []
    package var calendars: [CalendarFile] = []
    package var tests: [TestFile] = []
    package var projects: [ProjectFile] = []
    /// Of all files, by place.
    package var diagnostics: [Diagnostic] = []

    package init() {}

    package var isClean: Bool { !diagnostics.contains { $0.severity == .error } }
}

/// Checks files together and reports every mistake of all of them.
package enum Checker {
    /// - Parameters:
    ///   - organization: holds names of people, units and roles against it; without one, names and
    ///     types alone are checked.
    ///   - calendars: ids of calendars that are there besides those among the sources.
    ///   - known: workflows that ladders may start besides those among the sources.
    ///   - mayOneBeAway: whether everything must work with any one person away as well.
    ///   - looksAtEachStarter: whether those who may start a run are looked at one by one, though some
    ///     of them are alike; the answer is the same.
    package static func check(
        _ sources: [Source], catalog: Catalog, organization: Organization? = nil,
        calendars: Set<String> = [], known: [WorkflowSyntax] = [], mayOneBeAway: Bool = false,
        looksAtEachStarter: Bool = false
    ) -> CheckedFiles {
        check(
            sources.map(Parser.parse), catalog: catalog, organization: organization,
            calendars: calendars, known: known, mayOneBeAway: mayOneBeAway,
            looksAtEachStarter: looksAtEachStarter)
    }

    /// Checks files that were read already.
    package static func check(
        _ parsedFiles: [ParsedFile], catalog: Catalog, organization: Organization? = nil,
        calendars: Set<String> = [], known: [WorkflowSyntax] = [], mayOneBeAway: Bool = false,
        looksAtEachStarter: Bool = false
    ) -> CheckedFiles {
        var files = CheckedFiles()
        var workflows: [(syntax: WorkflowSyntax, mistakes: [Diagnostic])] = []
        var damaged: Set<String> = []
        // Of a file that was not read to its end, nobody knows what is missing.
        var cut: Set<String> = []
        for parsed in parsedFiles {
            files.diagnostics += parsed.diagnostics
            if parsed.diagnostics.contains(where: { $0.code.hasPrefix("Y") }) {
                damaged.insert(parsed.source.path)
            }
            if parsed.diagnostics.last?.code == Code.more.rawValue {
                cut.insert(parsed.source.path)
            }
            if case .workflow(let syntax) = parsed.content {
                workflows.append((syntax, parsed.diagnostics))
            }
            files.take(parsed.content)
        }
        var surroundings = Surroundings(
            organization: organization,
            calendars: calendars.union(files.calendars.map(\.id.value)),
            workflows: Dictionary(
                (known + workflows.map(\.syntax)).map { ($0.name.value, $0) },
                uniquingKeysWith: { _, last in last }),
            mayOneBeAway: mayOneBeAway)
        surroundings.looksAtEachStarter = looksAtEachStarter
        for file in files.calendars {
            surroundings.workingTimes[file.id.value] = try? file.calendar().get()
        }
        files.diagnostics += duplicates(workflows.map(\.syntax))
        for (syntax, mistakes) in workflows where !cut.contains(syntax.name.location.file) {
            let (workflow, diagnostics) = WorkflowCheck.check(
                syntax, isWhole: mistakes.isEmpty, catalog, surroundings)
            files.diagnostics += withoutEchoes(
                diagnostics.filter { !$0.isEcho(of: mistakes, in: syntax) },
                damaged.contains(syntax.name.location.file))
            if let workflow { files.workflows.append(workflow) }
        }
        files.diagnostics += files.organizations.compactMap {
            strangeCalendar(of: $0, among: surroundings.calendars.sorted())
        }
        for test in files.tests {
            files.diagnostics += TestCheck.diagnostics(
                of: test, catalog, surroundings, files.organizations)
        }
        files.diagnostics = files.diagnostics.inOrder().limited(to: Report.mostOfOneFile)
        return files
    }

    /// Leaves out what only follows from another mistake: where a jump leads nowhere, or YAML lost a
    /// part of the text, nobody knows what is reached and what is handled.
    private static func withoutEchoes(
        _ diagnostics: [Diagnostic], _ isDamaged: Bool
    ) -> [Diagnostic] {
        let isAstray = diagnostics.contains { $0.code == StrayJump.code }
        guard isDamaged || isAstray else { return diagnostics }
        var echoes = [UnreachedStep.code, NoWayOut.code]
        if isDamaged { echoes.append(UnhandledOutcome.code) }
        return diagnostics.filter { !echoes.contains($0.code) }
    }

    /// An organisation that goes by a calendar which is not among those that are there. An
    /// organisation that is checked alone has none to be held against.
    private static func strangeCalendar(
        of file: OrganizationFile, among known: [String]
    ) -> Diagnostic? {
        guard let calendar = file.calendar, !known.isEmpty, !known.contains(calendar.value) else {
            return nil
        }
        return Diagnostic(
            UnknownCalendar.code, .error, "there is no calendar `\(calendar.value)`",
            at: calendar.location,
            help: Spelling.help(for: calendar.value, among: known, called: "the calendars are"),
            suggestion: Spelling.nearest(to: calendar.value, among: known))
    }

    /// Two files that hold the same workflow.
    private static func duplicates(_ workflows: [WorkflowSyntax]) -> [Diagnostic] {
        var first: [String: WorkflowSyntax] = [:]
        return workflows.compactMap { workflow -> Diagnostic? in
            guard let earlier = first[workflow.name.value] else {
                first[workflow.name.value] = workflow
                return nil
            }
            return Diagnostic(
                Code.duplicateWorkflow.rawValue, .error,
                "the workflow `\(workflow.name.value)` stands in two files",
                at: workflow.name.location, help: "rename one of them",
                related: [.init("also here", at: earlier.name.location)])
        }
    }
}

extension Diagnostic {
    /// Whether it is about a value that could not be read: that was told when it was. The ids of
    /// steps stand for the steps, of which there is more to say.
    fileprivate func isEcho(of mistakes: [Diagnostic], in workflow: WorkflowSyntax) -> Bool {
        let shapes = [Code.unknownKey.rawValue, Code.missingKey.rawValue]
        guard mistakes.contains(where: { $0.location == location && !shapes.contains($0.code) })
        else { return false }
        return location != workflow.name.location
            && !StepTree(workflow).ids.contains { $0.location == location }
    }
}

extension CheckedFiles {
    /// Keeps what needs no other file, and reports what is wrong inside it.
    fileprivate mutating func take(_ content: ParsedContent) {
        switch content {
        case .organization(let file):
            organizations.append(file)
            diagnostics += OrganizationChecks.diagnostics(of: file)
        case .calendar(let file):
            calendars.append(file)
            if case .failure(let rejection) = file.calendar() {
                diagnostics += rejection.diagnostics
            }
        case .test(let file): tests.append(file)
        case .project(let file): projects.append(file)
        case .workflow, .nothing: break
        }
    }
}
