import OnusCEL
import OnusModel
import OnusPlugin

// Expressions of the plan, evaluated against the run. An error in one is raised as `expression`; it
// is never taken for false.
extension Decider {
    func value(_ expression: Expression, in scope: Scope) throws(Fault) -> Value {
        let variables = VariableLookup { name throws(CELEvaluationError) in
            do throws(Fault) { return try variable(name, in: scope) } catch {
                throw CELEvaluationError(error.message)
            }
        }
        do {
            return try engine.programs.program(for: expression)
                .evaluate(variables, context: context)
        } catch {
            throw Fault("expression", "`\(expression.text)`: \(error.message)")
        }
    }

    func text(_ template: Template, in scope: Scope) throws(Fault) -> String {
        var text = ""
        for part in template.parts {
            switch part {
            case .text(let plain): text += plain
            case .expression(let expression): text += try value(expression, in: scope).shown
            }
            guard text.utf8.count <= WrittenLimits.value.bytes else {
                throw Fault("expression", "the text \(WrittenLimits.value.excess)")
            }
        }
        return text
    }

    /// What a step is called, or the name that it has in the workflow.
    func title(of entry: Entry) throws(Fault) -> Text {
        try entry.step.title.map { title throws(Fault) in
            try text(title, in: Scope(frame: entry.frame))
        } ?? Text(entry.step.id.rawValue)
    }

    /// A text for people, in each of its languages.
    func text(_ text: Text, in scope: Scope) throws(Fault) -> Text {
        guard text.byLanguage.values.contains(where: \.mayBeTemplate) else { return text }
        var written: [String: String] = [:]
        for (language, words) in text.byLanguage {
            guard let template = try? Template(parsing: words) else { return text }
            written[language] = try self.text(template, in: scope)
        }
        return Text(byLanguage: written)
    }

    func isTrue(_ expression: Expression, in scope: Scope) throws(Fault) -> Bool {
        let value = try value(expression, in: scope)
        guard case .bool(let answer) = value else {
            throw Fault("expression", "`\(expression.text)` gives no true or false")
        }
        return answer
    }

    func timestamp(_ expression: Expression, in scope: Scope) throws(Fault) -> Timestamp {
        let value = try value(expression, in: scope)
        guard case .timestamp(let time) = value else {
            throw Fault("expression", "`\(expression.text)` gives no time")
        }
        return time
    }

    /// Those whom the expression gives, without a repeat; one person counts as a list of one.
    func people(_ expression: Expression, in scope: Scope) throws(Fault) -> [Person] {
        switch try value(expression, in: scope) {
        case .string(let id): return [Person(id)]
        case .null: return []
        case .list(let items):
            return People(items.compactMap { $0.stringValue.map { Person($0) } }).members
        default: throw Fault("expression", "`\(expression.text)` gives no people")
        }
    }

    func record(_ bindings: [Binding], in scope: Scope) throws(Fault) -> ValueMap {
        var record: ValueMap = [:]
        var size = WrittenSize()
        for binding in bindings {
            let value = try value(binding.value, in: scope)
            guard size.take(value) else {
                throw Fault(
                    "expression",
                    "with `\(binding.name)` what is given here \(WrittenLimits.value.excess)")
            }
            record[binding.name] = value
        }
        return record
    }

    // The nesting of a source is that of the author's text, which the reader has bounded.
    private func value(_ source: ValueSource, in scope: Scope) throws(Fault) -> Value {
        switch source {
        case .constant(let value): return value
        case .expression(let expression): return try value(expression, in: scope)
        case .template(let template): return .string(try text(template, in: scope))
        case .record(let bindings): return .map(try record(bindings, in: scope))
        case .list(let sources):
            var items: [Value] = []
            var size = WrittenSize()
            for source in sources {
                let item = try value(source, in: scope)
                guard size.take(item) else {
                    throw Fault("expression", "a list \(WrittenLimits.value.excess)")
                }
                items.append(item)
            }
            return .list(items)
        case .people(let expressions):
            var all: [Person] = []
            for expression in expressions { all += try people(expression, in: scope) }
            return .list(People(all).members.map { .string($0.id) })
        }
    }
}

extension String {
    /// False for nearly every text, and known without looking at its characters.
    fileprivate var mayBeTemplate: Bool { utf8.contains(UInt8(ascii: "$")) && contains("${") }
}

extension Value {
    /// As it stands in a text for people: the members of a list with commas between them.
    var shown: String {
        guard case .list(let items) = self else { return plainText }
        return items.map(\.plainText).joined(separator: ", ")
    }
}
