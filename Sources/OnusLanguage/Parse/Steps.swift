import OnusModel
import OnusYAML

// Steps: what all of them have, and the one verb of each.
extension NodeReader {
    mutating func steps(_ node: Node) -> [StepSyntax] {
        var steps: [StepSyntax] = []
        for node in list(node, "a list of steps") ?? [] where !isFull {
            if let step = step(node) { steps.append(step) }
        }
        return steps
    }

    private mutating func step(_ node: Node) -> StepSyntax? {
        guard var map = mapping(node, "a step") else { return nil }
        let id = require("id", of: &map, help: "every step has an `id` that is its own").flatMap {
            identifier($0, "the id of a step")
        }
        let found = verbEntry(&map, at: node)
        let name = found?.key.scalar ?? ""
        var step = StepSyntax(
            id: id ?? Located("", at: head(node)), verb: .unknown,
            verbLocation: found.map { location($0.key) } ?? head(node))
        readCommon(&map, &step)
        if let found { step.verb = verb(name, found.value, &map, step: step.id.value) }
        readBlock(&map, &step, verb: name)
        // WHY: of a step whose verb is not known, nobody can say which keys it has.
        if found != nil { finish(map) }
        return step
    }

    /// The verb's entry, if there is exactly one that is supported.
    private mutating func verbEntry(_ map: inout MappingReader, at node: Node) -> Node.Entry? {
        let present = Self.verbs.filter { map.has($0) }
        guard let verb = present.first, present.count == 1 else {
            reportVerbs(present, map, at: node)
            return nil
        }
        return map.takeEntry(verb)
    }

    private mutating func reportVerbs(_ present: [String], _ map: MappingReader, at node: Node) {
        guard present.isEmpty else {
            let second = present.dropFirst().first.flatMap { map.entry($0)?.key } ?? node
            report(
                .severalVerbs, "a step does one thing, and this one has \(Spelling.list(present))",
                at: location(second), help: "make a step of each")
            return
        }
        let keys = (node.entries ?? []).map(\.key)
        let near = keys.lazy.compactMap { key in
            Spelling.nearest(to: key.scalar ?? "", among: Self.verbs).map {
                (key, $0)
            }
        }.first { !NodeReader.commonKeys.contains($0.0.scalar ?? "") }
        report(
            .severalVerbs, "this step does not say what it does",
            at: near.map { location($0.0) } ?? head(node),
            help: near.map { "did you mean `\($0.1)`?" }
                ?? "add one of \(Spelling.list(Self.verbs, "or"))",
            suggestion: near?.1)
    }

    static let commonKeys = [
        "id", "title", "description", "if", "basis", "at_most", "then", "catch",
    ]

    private mutating func readCommon(_ map: inout MappingReader, _ step: inout StepSyntax) {
        step.title = map.take("title").flatMap { localized($0) }
        step.description = map.take("description").flatMap { localized($0) }
        step.condition = map.take("if").flatMap { expression($0) }
        step.basis = map.take("basis").map { basis($0) } ?? []
        step.maximumPasses = map.take("at_most").flatMap {
            integer($0, "a whole number from 1 to 1000", in: AuthorLimit.passes.range)
        }
        step.next = map.take("then").flatMap { next($0) }
        step.catches = map.take("catch").map { targets($0, "`catch`") } ?? []
        if !map.has("end") {
            step.undo = map.take("undo").flatMap { identifier($0, "the id of a step") }
        }
    }

    static let blockVerbs = ["parallel", "switch", "scope", "repeat", "foreach", "lock"]

    /// `duties:`, `vars:` and `outputs:` of a block.
    private mutating func readBlock(
        _ map: inout MappingReader, _ step: inout StepSyntax, verb: String
    ) {
        guard Self.blockVerbs.contains(verb) else { return }
        step.variables = map.take("vars").map { fields($0, "`vars`") } ?? []
        step.defaults =
            map.take("duties").map { dutyDefaults($0, owner: step.id.value) } ?? DutySyntax()
        step.outputs = map.take("outputs").map { values($0, "`outputs`") } ?? []
    }

    private mutating func basis(_ node: Node) -> [Located<String>] {
        listOrOne(node).compactMap { text($0, "a clause such as `fund_rules/7`") }
    }

    private mutating func next(_ node: Node) -> NextSyntax? {
        if node.isMapping { return .byOutcome(targets(node, "`then`")) }
        return target(node).map { .always($0) }
    }

    private mutating func targets(_ node: Node, _ what: String) -> [Named<Located<String>>] {
        named(node, what).compactMap { entry in
            target(entry.value).map { Named(entry.name, $0) }
        }
    }

    mutating func target(_ node: Node) -> Located<String>? {
        text(node, "`continue`, `leave` or the id of a step")
    }
}
