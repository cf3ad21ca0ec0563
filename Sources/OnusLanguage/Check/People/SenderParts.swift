import OnusCEL
import OnusModel
import OnusPlugin

/// Where somebody of the public comes to have a part in a duty, in a workflow that they start or in
/// one that it calls.
struct SenderParts {
    struct Part {
        /// Who it is, as the field says it.
        let name: String
        let location: SourceLocation
    }

    private let workflow: WorkflowSyntax
    private let tree: StepTree
    private let sources: PeopleSources
    /// The variables that may hold whoever started it.
    private(set) var senders: Set<[String]>

    /// - Parameter inputs: those that are given such a person.
    init(_ workflow: WorkflowSyntax, inputs: Set<String> = []) {
        self.workflow = workflow
        tree = StepTree(workflow)
        sources = PeopleSources(workflow)
        senders = Set(inputs.map { ["inputs", $0] } + [["initiator"]])
        while case let more = handedOn.subtracting(senders), !more.isEmpty {
            senders.formUnion(more)
        }
    }

    /// What the variables are that steps make of those that are known.
    private var handedOn: Set<[String]> {
        tree.entries.reduce(into: []) { found, entry in
            switch entry.syntax.verb {
            case .receive(let receive):
                if let from = receive.pattern.from, names(from) != nil {
                    found.insert(["steps", entry.id, "by"])
                }
            case .set(let values):
                for value in values where isPeople(value.name.value) && names(value.value) {
                    found.insert(["vars", value.name.value])
                }
            case .foreach(let loop):
                if names(PeopleSyntax([loop.items], at: loop.items.location)) != nil {
                    found.insert([loop.name.value])
                }
            default: break
            }
        }
    }

    private func isPeople(_ variable: String) -> Bool {
        let fields = workflow.variables + tree.entries.flatMap(\.syntax.variables)
        return fields.contains { $0.name.value == variable && $0.field.isPeople }
    }

    /// Each field of a duty, and each rung that hands one over, that names such a person.
    var found: [Part] {
        let duties = [workflow.duties] + tree.ownDuties
        let fields = duties.flatMap { duty in
            [
                duty.responsible, duty.accountable, duty.supervisor, duty.verifiedBy,
                duty.consulted, duty.informed, duty.extend?.by,
            ]
        }
        let inline = duties.compactMap { duty in
            if case .inline(let ladder) = duty.escalation { ladder } else { nil }
        }
        let rungs = (workflow.ladders + inline).flatMap(\.rungs).flatMap { [$0.add, $0.assign] }
        var told: Set<SourceLocation> = []
        return (fields + rungs).compactMap(\.self).compactMap { field in
            names(field).flatMap { name in
                told.insert(field.location).inserted
                    ? Part(name: name, location: field.location) : nil
            }
        }
    }

    /// The calls of workflows, each with the inputs that are given such a person.
    func calls(_ known: [String: WorkflowSyntax]) -> [(call: CallSyntax, inputs: Set<String>)] {
        tree.entries.compactMap { entry in
            guard case .call(let call) = entry.syntax.verb,
                let other = known[call.workflow.value]
            else { return nil }
            let people = Set(other.inputs.filter(\.field.isPeople).map(\.name.value))
            let given = call.inputs.filter { people.contains($0.name.value) && names($0.value) }
            return (call, Set(given.map(\.name.value)))
        }
    }

    /// The first such person whom a field names.
    private func names(_ people: PeopleSyntax) -> String? {
        sources.writtenOut(people).firstSender(senders)
    }

    private func names(_ value: ValueSyntax) -> Bool {
        switch value.content {
        case .list(let values): return values.contains { names($0) }
        case .record: return false
        case .scalar(let scalar):
            let parts = scalar.isTemplate ? (try? Template(parsing: scalar.text))?.parts ?? [] : []
            let inner = parts.compactMap { part in
                if case .expression(let expression) = part { expression.text } else { nil }
            }
            let texts = scalar.isTemplate ? inner : [scalar.text]
            return texts.contains { text in
                let outline = (try? Expression(parsing: text))?.outline(
                    knowing: KnownPeople.functions)
                return outline.map { sources.writtenOut($0).firstSender(senders) != nil } ?? false
            }
        }
    }
}

extension Field {
    fileprivate var isPeople: Bool {
        switch type.valueType {
        case .person, .people, .list(.person): true
        default: false
        }
    }
}

extension Outline {
    /// The first of some variables whose people are among those whom it gives.
    fileprivate func firstSender(_ senders: Set<[String]>) -> String? {
        func first(_ parts: [Outline]) -> String? {
            parts.lazy.compactMap { $0.firstSender(senders) }.first
        }
        switch self {
        case .path(let path), .optional(let path):
            return senders.contains(path) ? path.joined(separator: ".") : nil
        // Who is taken away has no part in it.
        case .call("-", let parts): return first(Array(parts.prefix(1)))
        case .call(_, let parts), .list(let parts): return first(parts)
        case .conditional(_, let yes, let no): return first([yes, no])
        // What is only compared inside is not looked at more closely.
        case .computed(let text, let reads):
            return text.contains("!") ? nil : first(reads.inOrder)
        case .has, .and, .or, .not, .literal, .other: return nil
        }
    }
}
