import OnusCEL
import OnusCatalog
import OnusModel
import OnusPlugin

// Values of parameters, outputs and variables.
extension Meaning {
    /// What gives a value of this shape when the step runs.
    mutating func source(
        _ syntax: ValueSyntax, _ shape: ParameterShape, at place: ValuePlace
    ) -> ValueSource? {
        if case .anyOf(let shapes) = shape { return source(syntax, anyOf: shapes, at: place) }
        if case .step = shape { return step(syntax) }
        if case .field = shape { return field(syntax, at: place) }
        if !shape.isPeople, !shape.holdsNames, let value = Literals.value(syntax, shape) {
            return .constant(value)
        }
        switch syntax.content {
        case .scalar(let scalar): return source(scalar, shape, at: place)
        case .list(let values): return source(values, shape, at: place, of: syntax)
        case .record(let entries): return source(entries, shape, at: place, of: syntax)
        }
    }

    mutating func source(
        _ syntax: ValueSyntax, _ type: ValueType, at place: ValuePlace
    ) -> ValueSource? {
        source(syntax, ParameterShape.value(type), at: place)
    }

    private mutating func wrong(
        _ location: SourceLocation, _ shape: ParameterShape, got: String, at place: ValuePlace
    ) -> ValueSource? {
        var nearest: String?
        if case .choice(let words) = shape { nearest = Spelling.nearest(to: got, among: words) }
        let isText = got != "a list" && got != "a mapping"
        let shown = isText ? "`\(got)`" : got
        let advice = isText && mayBeExpression(got) ? "an expression is written `${ \(got) }`" : nil
        report(
            place.code, "\(place.name) is \(shown), expected \(shape.words)", at: location,
            help: nearest.map { "did you mean `\($0)`?" } ?? advice, suggestion: nearest)
        return nil
    }

    /// Whether a text begins with the name of something that expressions see.
    private func mayBeExpression(_ text: String) -> Bool {
        let first = String(text.prefix { $0.isLetter || $0 == "_" || $0.isNumber })
        let names = ["inputs", "vars", "steps", "initiator", "run", "now", "duty"]
        if text.dropFirst(first.count).hasPrefix("("), text.hasSuffix(")") {
            return !WorkflowFunctions.complete[first].isEmpty
        }
        return names.contains(first) || vocabulary.roles.contains { $0.name == first }
    }
}

/// Where a value stands, for messages and for what its expressions see.
struct ValuePlace {
    /// Such as "parameter `rule`".
    var name: String
    var site: Site
    var extras: [(name: String, type: ValueType)] = []
    var code: Code = .badParameter
}

// Texts.
extension Meaning {
    private mutating func source(
        _ scalar: ScalarSyntax, _ shape: ParameterShape, at place: ValuePlace
    ) -> ValueSource? {
        if shape.isPeople { return people(scalar, shape, at: place) }
        guard scalar.isTemplate, let type = shape.valueType else {
            return wrong(scalar.location, shape, got: scalar.text, at: place)
        }
        return template(scalar, type, at: place)
    }

    /// A bare expression; `${ … }` around it is allowed, since other parameters need it.
    private mutating func people(
        _ scalar: ScalarSyntax, _ shape: ParameterShape, at place: ValuePlace
    ) -> ValueSource? {
        guard let type = shape.valueType else { return nil }
        if scalar.isTemplate { return template(scalar, type, at: place) }
        let syntax = ExpressionSyntax(scalar)
        return expression(syntax, type, at: place.site, extras: place.extras).map {
            type == .people ? .people([$0]) : .expression($0)
        }
    }

    private mutating func template(
        _ scalar: ScalarSyntax, _ type: ValueType, at place: ValuePlace
    ) -> ValueSource? {
        guard let template = template(scalar) else { return nil }
        guard template.single != nil || type == .string || type == .dyn else {
            return wrong(scalar.location, .value(type), got: scalar.text, at: place)
        }
        let environment = vocabulary.environment(
            for: scalar.text, at: place.site, extras: place.extras)
        let expected: ValueType? = type == .dyn ? nil : type
        guard check(template, expected, in: scalar, environment, at: place.site) else {
            return nil
        }
        return template.single.map { .expression($0) } ?? .template(template)
    }

    mutating func template(_ scalar: ScalarSyntax) -> Template? {
        do throws(CELError) {
            return try Template(parsing: scalar.text)
        } catch {
            report(error, in: scalar)
            return nil
        }
    }

    /// A text that stands for itself but for the `${ … }` in it.
    mutating func text(_ scalar: ScalarSyntax, at site: Site) -> Template? {
        guard let template = template(scalar) else { return nil }
        let environment = vocabulary.environment(for: scalar.text, at: site)
        return check(template, nil, in: scalar, environment, at: site) ? template : nil
    }

    /// Whether the expressions of a template are right where they stand.
    private mutating func check(
        _ template: Template, _ type: ValueType?, in scalar: ScalarSyntax,
        _ environment: Environment, at site: Site
    ) -> Bool {
        let checked = environment.check(template, expecting: type)
        report(checked.diagnostics, in: scalar)
        for call in checked.calls { check(call: call, in: scalar) }
        for case .expression(let expression) in template.parts {
            checkWords(of: expression, in: scalar)
            checkHeard(expression, in: scalar, at: site)
        }
        return checked.diagnostics.isEmpty
    }
}

// Lists and mappings.
extension Meaning {
    private mutating func source(
        _ values: [ValueSyntax], _ shape: ParameterShape, at place: ValuePlace,
        of syntax: ValueSyntax
    ) -> ValueSource? {
        let element: ParameterShape
        switch shape {
        case .list(let shape): element = shape
        case .value(.list(let type)): element = .value(type)
        case .value(.people): element = .value(.people)
        case .value(.dyn): element = .value(.dyn)
        default: return wrong(syntax.location, shape, got: "a list", at: place)
        }
        let sources = values.map { source($0, element, at: place) }
        let found = sources.compactMap(\.self)
        guard found.count == sources.count else { return nil }
        return shape.isPeople ? .people(found.flatMap(\.peopleExpressions)) : .list(found)
    }

    private mutating func source(
        _ entries: [Named<ValueSyntax>], _ shape: ParameterShape, at place: ValuePlace,
        of syntax: ValueSyntax
    ) -> ValueSource? {
        switch shape {
        case .map(let element): return record(entries, at: place) { _ in element }
        case .value(.map(_, let type)): return record(entries, at: place) { _ in .value(type) }
        case .value(.dyn): return record(entries, at: place) { _ in .value(.dyn) }
        case .record(let fields): return source(entries, fields, at: place, of: syntax)
        default: return wrong(syntax.location, shape, got: "a mapping", at: place)
        }
    }

    private mutating func source(
        _ entries: [Named<ValueSyntax>], _ fields: [ParameterShape.Field], at place: ValuePlace,
        of syntax: ValueSyntax
    ) -> ValueSource? {
        let known = fields.map(\.name)
        var isWhole = true
        for entry in entries where !known.contains(entry.name.value) {
            isWhole = false
            report(
                place.code, "\(place.name) has no key `\(entry.name.value)`",
                at: entry.name.location,
                help: Spelling.help(for: entry.name.value, among: known, called: "its keys are"),
                suggestion: Spelling.nearest(to: entry.name.value, among: known))
        }
        for field in fields where field.isRequired && isWhole {
            guard !entries.contains(where: { $0.name.value == field.name }) else { continue }
            isWhole = false
            report(place.code, "\(place.name) needs the key `\(field.name)`", at: syntax.location)
        }
        let read = record(entries.filter { known.contains($0.name.value) }, at: place) { name in
            fields.first { $0.name == name }?.shape ?? .value(.dyn)
        }
        return isWhole ? read : nil
    }

    private mutating func record(
        _ entries: [Named<ValueSyntax>], at place: ValuePlace, _ shape: (String) -> ParameterShape
    ) -> ValueSource? {
        let bindings = entries.map { entry in
            source(entry.value, shape(entry.name.value), at: place).map {
                Binding(entry.name.value, $0)
            }
        }
        let found = bindings.compactMap(\.self)
        return found.count == bindings.count ? .record(found) : nil
    }

    /// The first shape that takes a literal, else the only one that looks like it.
    private mutating func source(
        _ syntax: ValueSyntax, anyOf shapes: [ParameterShape], at place: ValuePlace
    ) -> ValueSource? {
        for shape in shapes where !shape.isPeople && !shape.holdsNames {
            if let value = Literals.value(syntax, shape) { return .constant(value) }
        }
        let alike = shapes.filter { $0.looksLike(syntax) }
        if alike.count == 1 { return source(syntax, alike[0], at: place) }
        for shape in alike {
            var attempt = self
            if let source = attempt.source(syntax, shape, at: place) { return source }
        }
        if let meant = shapes.first(where: { $0.isMeant(by: syntax) }) {
            return source(syntax, meant, at: place)
        }
        let words = shapes.flatMap(\.choices)
        let got = syntax.scalar?.text ?? (syntax.isList ? "a list" : "a mapping")
        let nearest = Spelling.nearest(to: got, among: words)
        let shown = syntax.scalar == nil ? got : "`\(got)`"
        report(
            place.code, "\(place.name) is \(shown), expected \(ParameterShape.anyOf(shapes).words)",
            at: syntax.location, help: nearest.map { "did you mean `\($0)`?" },
            suggestion: nearest)
        return nil
    }

    /// The id of a step, written bare.
    private mutating func step(_ syntax: ValueSyntax) -> ValueSource? {
        guard let scalar = syntax.scalar, !scalar.text.isEmpty else {
            report(.badParameter, "expected the id of a step", at: syntax.location)
            return nil
        }
        guard context.tree[scalar.text] != nil else {
            report(unknownStep: scalar.located)
            return nil
        }
        return .constant(.string(scalar.text))
    }

    /// The name of a field of the duty's form, written bare.
    private mutating func field(_ syntax: ValueSyntax, at place: ValuePlace) -> ValueSource? {
        guard let name = syntax.scalar?.located, !name.value.isEmpty else {
            report(
                .badParameter, "expected the name of a field of the form", at: syntax.location)
            return nil
        }
        guard case .step(let step) = place.site, let form = context.duties[step]?.form else {
            report(
                .badParameter,
                "\(place.name) names the field `\(name.value)`, and the step has no form",
                at: name.location, help: "list the fields under `form:`")
            return nil
        }
        guard let known = context.fields(of: form)?.map(\.name.value) else { return nil }
        guard known.contains(name.value) else {
            report(
                .badParameter, "the form has no field `\(name.value)`", at: name.location,
                help: Spelling.help(for: name.value, among: known, called: "its fields are"),
                suggestion: Spelling.nearest(to: name.value, among: known))
            return nil
        }
        return .constant(.string(name.value))
    }

    mutating func report(unknownStep id: Located<String>) {
        let known = context.tree.entries.map(\.id)
        report(
            .unknownStep, "there is no step `\(id.value)`", at: id.location,
            help: Spelling.help(for: id.value, among: known, called: "the steps are"),
            suggestion: Spelling.nearest(to: id.value, among: known))
    }
}
