import OnusValues

/// A template that is ready to be filled.
package struct TemplateProgram: Sendable {
    enum Part: Sendable {
        case text(String)
        case program(Program)
    }

    /// What it gives: the type of its one expression, or string.
    package let type: ValueType
    private let parts: [Part]
    private let isSingle: Bool

    init(_ parts: [Part], isSingle: Bool, type: ValueType) {
        self.parts = parts
        self.isSingle = isSingle
        self.type = type
    }

    package func evaluate(
        _ variables: any VariableSource = ValueMap(), context: (any Sendable)? = nil,
        budget: Budget = Budget()
    ) throws(CELEvaluationError) -> Value {
        if isSingle, case .program(let program)? = parts.first {
            return try program.evaluate(variables, context: context, budget: budget)
        }
        var paying = Evaluation(
            variables: variables, context: nil, timeZones: nil, budget: budget, slots: 0)
        var text = ""
        for part in parts {
            switch part {
            case .text(let plain): text += plain
            case .program(let program):
                let value = try program.evaluate(variables, context: context, budget: budget)
                let shown = try Self.text(value, &paying)
                try paying.allocate(bytes: shown.utf8.count)
                text += shown
            }
        }
        return .string(text)
    }

    /// People and lists of texts are joined by commas; everything else as `%s` shows it.
    private static func text(
        _ value: Value, _ evaluation: inout Evaluation
    ) throws(CELEvaluationError) -> String {
        guard case .list(let list) = value else { return try TextFormat.text(value, &evaluation) }
        var parts: [String] = []
        for element in list { parts.append(try TextFormat.text(element, &evaluation)) }
        return parts.joined(separator: ", ")
    }
}

/// What the checker found in a template.
package struct TemplateCheckResult: Sendable {
    package var type: ValueType
    package var diagnostics: [CELError]
    package var references: [Reference]
    package var calls: [LiteralCall]
    /// Nil when there are diagnostics.
    package var program: TemplateProgram?
}

extension Environment {
    /// Everything that is wrong with the expressions of the template.
    package func check(
        _ template: Template, expecting expected: ValueType? = nil
    ) -> TemplateCheckResult {
        let isSingle = template.single != nil
        var result = TemplateCheckResult(
            type: .string, diagnostics: [], references: [], calls: [], program: nil)
        var parts: [TemplateProgram.Part] = []
        for part in template.parts {
            switch part {
            case .text(let text): parts.append(.text(text))
            case .expression(let expression):
                let checked = check(expression, expecting: isSingle ? expected : nil)
                result.diagnostics += checked.diagnostics
                result.references += checked.references
                result.calls += checked.calls
                if isSingle {
                    result.type = checked.type
                } else {
                    result.refuse(checked, expression)
                }
                if let program = checked.program { parts.append(.program(program)) }
            }
        }
        if result.diagnostics.isEmpty {
            result.program = TemplateProgram(parts, isSingle: isSingle, type: result.type)
        }
        return result
    }

    /// The program of a template whose types nobody checked.
    package func compileUnchecked(_ template: Template) -> TemplateProgram {
        let parts = template.parts.map { part -> TemplateProgram.Part in
            switch part {
            case .text(let text): .text(text)
            case .expression(let expression): .program(compileUnchecked(expression))
            }
        }
        let isSingle = template.single != nil
        return TemplateProgram(parts, isSingle: isSingle, type: isSingle ? .dyn : .string)
    }
}

extension TemplateCheckResult {
    /// Values without a plain text do not belong in the middle of one.
    fileprivate mutating func refuse(_ checked: CheckResult, _ expression: Expression) {
        let help: String
        switch checked.type {
        case .optional: help = "say what holds when it is absent: `.orValue(…)`"
        case .record, .map, .file: help = "name one of its fields"
        case .bytes: help = "write `base64.encode(…)`"
        case .null, .type: help = "leave it out"
        case .list(let element) where element != .string && element != .person:
            help = "make texts of it: `.map(x, string(x))`"
        default: return
        }
        diagnostics.append(
            CELError(
                .type, "\(checked.type) has no text to stand in a text",
                at: expression.root.span, help: help))
    }
}
