import OnusModel
import OnusValues
import OnusYAML

// Inputs, variables and forms, in JSON Schema's words.
extension NodeReader {
    mutating func fields(_ node: Node, _ what: String) -> [FieldSyntax] {
        named(node, what).compactMap { field($0.name, $0.value) }
    }

    private mutating func field(_ name: Located<String>, _ node: Node) -> FieldSyntax? {
        check(identifier: name, "the name of a field")
        let help = "such as `\(name.value): {type: string}`"
        guard var map = mapping(node, "a field", help: help) else {
            // What was probably meant, so that nothing more is said where the field is used.
            let meant = FieldType.simple.first { $0.word == node.scalar }
            return meant.map {
                FieldSyntax(
                    name: name, field: Field(name: name.value, type: $0), location: location(node))
            }
        }
        let typeNode = require("type", of: &map, help: Self.typeHelp)
        let type = typeNode.flatMap { fieldType($0, &map) }
        let title = map.take("title").flatMap { localized($0)?.value }
        _ = map.take("description").flatMap { localized($0) }
        let isOptional = map.take("optional").flatMap { bool($0)?.value } ?? false
        let limits = limits(&map, of: type)
        let defaultNode = map.take("default")
        let defaultValue = defaultNode.flatMap { literal($0, type) }
        finish(map)
        guard let typeNode, let type else { return nil }
        let field = Field(
            name: name.value, type: type, title: title, isOptional: isOptional,
            defaultValue: defaultValue, limits: limits)
        checkLimits(of: field, at: head(node), defaultNode)
        return FieldSyntax(name: name, field: field, location: location(typeNode))
    }

    /// Limits that nothing can keep, and a default outside them.
    private mutating func checkLimits(
        of field: Field, at location: SourceLocation, _ defaultNode: Node?
    ) {
        if let least = field.limits.minimum {
            var upper = field
            upper.limits = Field.Limits(maximum: field.limits.maximum)
            if upper.problem(with: least) != nil {
                report(
                    .badLimit, "`minimum` of `\(field.name)` is above its `maximum`", at: location,
                    help: "exchange the two")
            }
        }
        if let least = field.limits.minimumLength, let most = field.limits.maximumLength,
            least > most
        {
            report(
                .badLimit, "`minLength` of `\(field.name)` is above its `maxLength`", at: location,
                help: "exchange the two")
        }
        if let value = field.defaultValue, let defaultNode, let problem = field.problem(with: value)
        {
            report(
                .badLimit, "the default of \(problem)", at: self.location(defaultNode),
                help: "a default keeps the limits of its field")
        }
    }

    private static let typeHelp =
        "the types are \(Spelling.list(FieldType.simple.map(\.word) + ["list", "map"]))"

    /// What JSON Schema and other languages call the types.
    private static let otherNames = [
        "integer": "int", "number": "decimal", "boolean": "bool", "text": "string",
        "array": "list", "object": "map", "datetime": "timestamp", "money": "decimal",
        "float": "double", "long": "int", "str": "string",
    ]

    private mutating func fieldType(_ node: Node, _ map: inout MappingReader) -> FieldType? {
        guard let name = text(node, "a type") else { return nil }
        switch name.value {
        case "list":
            return require("items", of: &map, help: "such as `items: string`").flatMap {
                elementType($0)
            }.map { .list($0) }
        case "map":
            return require("values", of: &map, help: "such as `values: string`").flatMap {
                elementType($0)
            }.map { .map($0) }
        default: return simpleType(node)
        }
    }

    private mutating func simpleType(_ node: Node) -> FieldType? {
        guard let name = text(node, "a type") else { return nil }
        let known = FieldType.simple
        if let type = known.first(where: { $0.word == name.value }) { return type }
        let names = known.map(\.word) + ["list", "map"]
        let nearest = Self.otherNames[name.value] ?? Spelling.nearest(to: name.value, among: names)
        report(
            .wrongType, "there is no type `\(name.value)`", at: name.location,
            help: nearest.map { "did you mean `\($0)`?" } ?? Self.typeHelp, suggestion: nearest)
        return nil
    }

    /// `string`, or `{type: list, items: …}` for a list of lists.
    private mutating func elementType(_ node: Node) -> FieldType? {
        guard node.isMapping, var map = mapping(node, "a type") else { return simpleType(node) }
        let type = require("type", of: &map).flatMap { fieldType($0, &map) }
        finish(map)
        return type
    }

    private mutating func limits(
        _ map: inout MappingReader, of type: FieldType?
    ) -> Field.Limits {
        var limits = Field.Limits()
        var choices: [(value: Value, node: Node)] = []
        if let node = map.take("enum") {
            let nodes = list(node, "a list of values")
            choices = (nodes ?? []).compactMap { node in literal(node, type).map { ($0, node) } }
            if nodes?.isEmpty == true {
                report(
                    .badLimit, "`enum` names no value, so that there would be none to give",
                    at: location(node), help: "name the values, or leave `enum` out")
            }
        }
        limits.minimum = map.take("minimum").flatMap { bound($0, type) }
        limits.maximum = map.take("maximum").flatMap { bound($0, type) }
        limits.minimumLength = map.take("minLength").flatMap { length($0, type) }
        limits.maximumLength = map.take("maxLength").flatMap { length($0, type) }
        for (value, node) in choices {
            guard let problem = limits.problem(with: value, name: "enum") else { continue }
            report(
                .badLimit, "\(problem), so that nobody could give it", at: location(node),
                help: "leave the value out, or change the limits")
        }
        limits.choices = choices.isEmpty ? nil : choices.map(\.value)
        return limits
    }

    private mutating func bound(_ node: Node, _ type: FieldType?) -> Value? {
        switch type {
        case .int, .double, .decimal, .date, .timestamp, .duration: return literal(node, type)
        case nil: return nil
        case let type?:
            report(
                .badLimit, "a field of type `\(type.word)` has no least or greatest value",
                at: location(node), help: "remove it, or use `minLength` and `maxLength`")
            return nil
        }
    }

    private mutating func length(_ node: Node, _ type: FieldType?) -> Int? {
        switch type {
        case .string, .list, .people:
            return integer(node, "a whole number from 0 to 1000000", in: AuthorLimit.length.range)?
                .value
        case nil: return nil
        case let type?:
            report(
                .badLimit, "a field of type `\(type.word)` has no length", at: location(node),
                help: "remove it, or use `minimum` and `maximum`")
            return nil
        }
    }

    /// A value that the author wrote for a type; nil for an unknown type without a word.
    mutating func literal(_ node: Node, _ type: FieldType?) -> Value? {
        guard let type else { return nil }
        let value: Value? =
            switch type {
            case .list(let element): listLiteral(node, element)
            case .people where node.isSequence: listLiteral(node, .person)
            default: node.scalar.flatMap { Field(name: "", type: type).read($0) }
            }
        if value == nil { expected(type.name, at: node) }
        return value
    }

    private mutating func listLiteral(_ node: Node, _ element: FieldType) -> Value? {
        guard let elements = node.elements else { return nil }
        return .list(elements.compactMap { literal($0, element) })
    }
}
