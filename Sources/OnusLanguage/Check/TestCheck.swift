import OnusModel
import OnusPlugin

/// Checks that a test speaks of steps, inputs and people that there are.
///
/// Of a workflow that is not among the files nothing is said, since a test may be checked alone.
struct TestCheck {
    private let file: TestFile
    private let workflow: WorkflowSyntax
    private let places: [String]
    private let organization: Organization?
    private(set) var diagnostics: [Diagnostic] = []

    static func diagnostics(of file: TestFile, _ surroundings: Surroundings) -> [Diagnostic] {
        guard let workflow = surroundings.workflows[file.workflow.value] else {
            return unknown(file.workflow, among: surroundings.workflows.keys.sorted())
        }
        var check = TestCheck(file, workflow, surroundings)
        for testCase in file.cases { check.check(testCase) }
        return check.diagnostics
    }

    private static func unknown(
        _ name: Located<String>, among known: [String]
    ) -> [Diagnostic] {
        guard !known.isEmpty else { return [] }
        let nearest = Spelling.nearest(to: name.value, among: known)
        return [
            Diagnostic(
                Code.badTest.rawValue, .error, "there is no workflow `\(name.value)`",
                at: name.location,
                help: nearest.map { "did you mean `\($0)`?" }
                    ?? "check it together with the file that holds this workflow",
                suggestion: nearest)
        ]
    }

    private init(_ file: TestFile, _ workflow: WorkflowSyntax, _ surroundings: Surroundings) {
        self.file = file
        self.workflow = workflow
        organization = surroundings.organization
        places = Self.played(workflow, surroundings).flatMap { StepTree($0).ids.map(\.value) }
    }

    /// The workflow, and all that ladders or calls may start in its course: a script plays them
    /// too.
    private static func played(
        _ workflow: WorkflowSyntax, _ surroundings: Surroundings
    ) -> [WorkflowSyntax] {
        var found: [WorkflowSyntax] = []
        var waiting = [workflow]
        while let next = waiting.popLast() {
            guard !found.contains(where: { $0.name.value == next.name.value }) else { continue }
            found.append(next)
            waiting += (next.startedByLadders + next.called).compactMap {
                surroundings.workflows[$0]
            }
        }
        return found
    }

    private mutating func check(_ testCase: TestCase) {
        check(person: testCase.start.by)
        for input in testCase.start.inputs { check(input: input) }
        checkMissingInputs(of: testCase)
        for entry in testCase.script {
            if let person = entry.person { check(person: person) }
            if let duty = entry.duty { check(place: duty) }
        }
        for expectation in testCase.expectations {
            if let duty = expectation.duty { check(place: duty) }
            for step in expectation.path ?? [] { check(place: step) }
        }
    }

    private mutating func report(
        _ message: String, _ word: Located<String>, among known: [String], _ help: String? = nil
    ) {
        let nearest = Spelling.nearest(to: word.value, among: known)
        diagnostics.append(
            Diagnostic(
                Code.badTest.rawValue, .error, message, at: word.location,
                help: nearest.map { "did you mean `\($0)`?" } ?? help, suggestion: nearest))
    }

    /// A step by its id, or by a place such as `deliver/monthly_inspection[2]/inspect`.
    private mutating func check(place: Located<String>) {
        let last = place.value.split(separator: "/").last ?? ""
        let id = String(last.prefix { $0 != "[" && $0 != "#" })
        guard !places.contains(id), id != Right.extending.rawValue else { return }
        report(
            "`\(workflow.name.value)` has no step `\(id)`",
            Located(id, at: place.location), among: places)
    }

    private mutating func check(person: Located<String>) {
        guard let organization, organization.member(Person(person.value)) == nil,
            person.value != "public" || !workflow.isPublic
        else { return }
        report(
            "the organisation `\(organization.id)` has no person `\(person.value)`", person,
            among: organization.people.map(\.id.id))
    }

    private mutating func check(input: Named<ValueSyntax>) {
        let known = workflow.inputs.map(\.name.value)
        guard let field = workflow.inputs.first(where: { $0.name.value == input.name.value })?.field
        else {
            return report(
                "`\(workflow.name.value)` has no input `\(input.name.value)`", input.name,
                among: known)
        }
        let problem: String? =
            input.value.value(of: field.type).map { field.problem(with: $0) }
            ?? "`\(field.name)` is no value of its type: expected \(field.type.name)"
        guard let problem else { return }
        report(problem, Located("", at: input.value.location), among: [])
    }

    private mutating func checkMissingInputs(of testCase: TestCase) {
        for field in workflow.inputs.map(\.field)
        where !field.isOptional && field.defaultValue == nil {
            guard !testCase.start.inputs.contains(where: { $0.name.value == field.name }) else {
                continue
            }
            report(
                "the case gives no `\(field.name)`, which `\(workflow.name.value)` needs",
                Located("", at: testCase.name.location), among: [],
                "add it under `start: {inputs: …}`")
        }
    }
}

extension WorkflowSyntax {
    /// The workflows that its steps call.
    package var called: [String] {
        StepTree(self).entries.compactMap { entry in
            if case .call(let call) = entry.syntax.verb { call.workflow.value } else { nil }
        }
    }
}
