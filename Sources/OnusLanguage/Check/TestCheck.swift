import OnusCatalog
import OnusModel
import OnusPlugin

/// Checks that a test speaks of steps, inputs and people that there are, and of what can happen.
///
/// Of a workflow that is not among the files nothing is said, since a test may be checked alone.
struct TestCheck {
    let file: TestFile
    let workflow: WorkflowSyntax
    /// The workflow, and all that ladders or calls may start in its course.
    let played: [WorkflowContext]
    private let places: [String]
    private let organization: Organization?
    private(set) var diagnostics: [Diagnostic] = []

    /// - Parameter organizations: those among the files.
    static func diagnostics(
        of file: TestFile, _ catalog: Catalog, _ surroundings: Surroundings,
        _ organizations: [OrganizationFile]
    ) -> [Diagnostic] {
        guard let workflow = surroundings.workflows[file.workflow.value] else {
            return unknown(file.workflow, among: surroundings.workflows.keys.sorted())
        }
        var check = TestCheck(file, workflow, catalog, surroundings, organizations)
        check.checkOrganization(organizations, surroundings.organization)
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
                Code.strangerInTest.rawValue, .error, "there is no workflow `\(name.value)`",
                at: name.location,
                help: nearest.map { "did you mean `\($0)`?" }
                    ?? "check it together with the file that holds this workflow",
                suggestion: nearest)
        ]
    }

    private init(
        _ file: TestFile, _ workflow: WorkflowSyntax, _ catalog: Catalog,
        _ surroundings: Surroundings, _ organizations: [OrganizationFile]
    ) {
        self.file = file
        self.workflow = workflow
        played = Self.played(workflow, surroundings).map {
            WorkflowCheck.context(of: $0, StepTree($0), catalog, surroundings)
        }
        places = played.flatMap { $0.tree.ids.map(\.value) }
        // The test's own, if it names one.
        let own = organizations.first { $0.id.value == file.organization?.value }?.organization
        organization = own ?? surroundings.organization
    }

    private mutating func checkOrganization(
        _ organizations: [OrganizationFile], _ standing: Organization?
    ) {
        let known = organizations.map(\.id.value) + [standing?.id].compactMap(\.self)
        guard let name = file.organization, !known.contains(name.value) else { return }
        report(
            "there is no organisation `\(name.value)`", name, among: known,
            "name its file in `onus.yaml`, or with `--organization`")
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
            checkDecision(entry)
            checkForm(entry)
        }
        for expectation in testCase.expectations {
            if let duty = expectation.duty { check(place: duty) }
            for step in expectation.path ?? [] { check(place: step) }
            checkOutcome(of: expectation, testCase)
            checkOutputs(of: expectation)
        }
    }

    mutating func report(
        _ message: String, _ word: Located<String>, among known: [String], _ help: String? = nil,
        code: Code = .strangerInTest
    ) {
        let nearest = Spelling.nearest(to: word.value, among: known)
        diagnostics.append(
            Diagnostic(
                code.rawValue, .error, message, at: word.location,
                help: nearest.map { "did you mean `\($0)`?" } ?? help, suggestion: nearest))
    }

    /// A step by its id, or by a place such as `deliver/monthly_inspection[2]/inspect`.
    private mutating func check(place: Located<String>) {
        let id = Self.step(at: place.value)
        guard !places.contains(id), !Self.isAside(id) else { return }
        report(
            "`\(workflow.name.value)` has no step `\(id)`", Located(id, at: place.location),
            among: places, Spelling.help(for: id, among: places, called: "its steps are"))
    }

    /// The id of the step at a place; of a request for more time and of an incident that of the step
    /// whose they are.
    static func step(at place: String) -> String {
        var parts = place.split(separator: "/").map { part in
            String(part.prefix { $0 != "[" && $0 != "#" })
        }
        while parts.count > 1, let last = parts.last, isAside(last) { parts.removeLast() }
        return parts.last ?? ""
    }

    /// What stands beside a step and is none.
    static func isAside(_ part: String) -> Bool {
        part == Right.extending.rawValue || part == "incident"
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
                among: known, Spelling.help(for: "", among: known, called: "its inputs are"))
        }
        check(input.value, of: field)
    }

    /// A value as the field takes it.
    mutating func check(_ value: ValueSyntax, of field: Field) {
        let problem: String? =
            value.value(of: field.type).map { field.problem(with: $0) }
            ?? "`\(field.name)` is \(value.shown), expected \(field.type.name)"
        guard let problem else { return }
        report(
            problem, Located(value.scalar?.text ?? "", at: value.location),
            among: field.limits.choices?.compactMap(\.stringValue) ?? [],
            field.type.example.map { "write it as in `\(field.name): \($0)`" }, code: .badTest)
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
                "add it under `start: {inputs: …}`", code: .badTest)
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

extension FieldType {
    /// A value of it as authors write one.
    fileprivate var example: String? {
        switch self {
        case .bool: "true"
        case .int: "3"
        case .double, .decimal: "1250.00"
        case .date: "2026-12-31"
        case .timestamp: "2026-12-31T09:00:00Z"
        case .duration: "36 h"
        case .list(let element): element.example.map { "[\($0)]" }
        case .string, .person, .people, .file, .map: nil
        }
    }
}

extension ValueSyntax {
    fileprivate var shown: String {
        scalar.map { "`\($0.text)`" } ?? (isList ? "a list" : "a mapping")
    }
}
