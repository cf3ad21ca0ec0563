import OnusModel
import OnusYAML

// The file of a workflow as a whole.
extension NodeReader {
    /// Nil when the file is written in another version of the language.
    mutating func workflow(_ root: Node) -> WorkflowSyntax? {
        guard var map = mapping(root, "a workflow") else { return nil }
        guard languageVersion(&map) else { return nil }
        let name = require("workflow", of: &map).flatMap { newName($0, "the name of a workflow") }
        let version = require("version", of: &map, help: "start with `version: 1`").flatMap {
            integer(
                $0, "a whole number from 1 to \(AuthorLimit.version.most)",
                in: AuthorLimit.version.range)
        }
        let steps = map.takeEntry("steps")
        let top = head(root)
        var workflow = WorkflowSyntax(
            file: file, name: name ?? Located("", at: top), version: version ?? Located(1, at: top),
            stepsLocation: steps.map { location($0.key) } ?? top)
        readHeader(&map, &workflow)
        readDuties(&map, &workflow)
        // Without any, a rule says so.
        if let steps { workflow.steps = self.steps(steps.value) }
        workflow.guarding = guarding
        finish(map)
        return workflow
    }

    /// The version of the language that this reads.
    static let languageVersion: Int64 = 1

    private mutating func languageVersion(_ map: inout MappingReader) -> Bool {
        let help = "write `onus: \(Self.languageVersion)` as the first line"
        guard let node = require("onus", of: &map, help: help) else { return true }
        if case .int(Self.languageVersion)? = node.coreValue { return true }
        let got = Self.description(of: node)
        report(
            .languageVersion,
            "this onus reads version \(Self.languageVersion) of the language, not \(got)",
            at: location(node), help: help, suggestion: "\(Self.languageVersion)")
        return false
    }

    private mutating func readHeader(_ map: inout MappingReader, _ workflow: inout WorkflowSyntax) {
        workflow.title = map.take("title").flatMap { localized($0)?.located }
        _ = map.take("description").flatMap { localized($0) }
        workflow.inputs = map.take("inputs").map { fields($0, "`inputs`") } ?? []
        workflow.variables = map.take("vars").map { fields($0, "`vars`") } ?? []
        workflow.roles = map.take("roles").map { roles($0) } ?? []
        if let node = map.take("start") {
            readStart(node, &workflow)
        }
        workflow.clauses = map.take("clauses").map { clauses($0) } ?? []
        workflow.waived = map.take("waived").map { waived($0) } ?? []
        workflow.separate = map.take("separate").map { separate($0) } ?? []
        workflow.together = map.take("together").map { together($0) } ?? []
    }

    private mutating func readDuties(_ map: inout MappingReader, _ workflow: inout WorkflowSyntax) {
        workflow.duties = map.take("duties").map { dutyDefaults($0, owner: "") } ?? DutySyntax()
        workflow.ladders = map.take("escalations").map { ladders($0) } ?? []
        workflow.forms =
            map.take("forms").map { node in
                named(node, "`forms`").map { Named($0.name, fields($0.value, "a form")) }
            } ?? []
    }

    private mutating func roles(_ node: Node) -> [Named<PeopleSyntax>] {
        named(node, "`roles`").compactMap { entry in
            check(identifier: entry.name, "the name of a role")
            return people(entry.value).map { Named(entry.name, $0) }
        }
    }

    private mutating func clauses(_ node: Node) -> [ClauseSyntax] {
        named(node, "`clauses`").compactMap { entry in
            guard var map = mapping(entry.value, "a list of clauses") else { return nil }
            let title = map.take("title").flatMap { localized($0)?.value }
            let help = "such as `items: [\"7\", \"12\"]`"
            let items = require("items", of: &map, help: help)
                .flatMap { list($0, "a list of clauses", help: help) }
            finish(map)
            return ClauseSyntax(
                name: entry.name, title: title,
                items: (items ?? []).compactMap { text($0, "a clause") })
        }
    }

    private mutating func waived(_ node: Node) -> [Named<Located<String>>] {
        named(node, "`waived`").compactMap { entry in
            let what = "the reason why nothing covers the clause"
            guard let reason = text(entry.value, what) else { return nil }
            if reason.value.trimmingBlanks().isEmpty { expected(what, at: entry.value) }
            return Named(entry.name, reason)
        }
    }

    private mutating func separate(_ node: Node) -> [SeparateSyntax] {
        let help = "such as `- [start, review, decision]`"
        return (list(node, "a list of lists", help: help) ?? []).compactMap { element in
            guard let entries = list(element, "a list of steps", help: help) else { return nil }
            return SeparateSyntax(
                entries: entries.compactMap { separateEntry($0) }, location: head(element))
        }
    }

    private mutating func separateEntry(_ node: Node) -> SeparateSyntax.Entry? {
        if node.isSequence, node.count == 0 {
            expected("`start`, steps or people", at: node)
            return nil
        }
        let parts = listOrOne(node).compactMap { part in
            expression(part, "`start`, the id of a step, or people")
        }
        return parts.isEmpty ? nil : SeparateSyntax.Entry(parts: parts, location: location(node))
    }

    private mutating func together(_ node: Node) -> [TogetherSyntax] {
        let help = "such as `- [check, report]`"
        return (list(node, "a list of lists", help: help) ?? []).compactMap { element in
            guard let steps = list(element, "a list of steps", help: help) else { return nil }
            return TogetherSyntax(
                steps: steps.compactMap { text($0, "the id of a step") }, location: head(element))
        }
    }
}
