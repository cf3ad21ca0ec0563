import OnusValues

/// The sentences for calls that do not fit.
extension Checker {
    mutating func reportUnknown(_ call: Node.Call, _ isMember: Bool, _ parts: [Typed]) {
        let name = call.function
        if isMember, parts[0].type == .dyn, !diagnostics.isEmpty, parts[0].path == nil {
            // WHY: what stands before the point was already told of.
            if diagnostics.contains(where: { $0.span.start >= parts[0].node.span.start }) { return }
        }
        let others = environment.functions[name]
        if environment.isStrict, name == "dyn" {
            return report(
                .unknownFunction, "`dyn` is not available", at: call.nameSpan,
                help: "every part of an expression has a type that is known")
        }
        if let other = others.first, other.isMember != isMember {
            let help =
                isMember ? "write `\(name)(\(source(parts[0].node)), …)`" : "write `x.\(name)(…)`"
            return report(
                .unknownFunction,
                isMember
                    ? "`\(name)` does not stand behind a point" : "`\(name)` stands behind a point",
                at: call.nameSpan, help: help)
        }
        let names = environment.functions.names.filter { candidate in
            environment.functions[candidate].contains { $0.isMember == isMember }
        }
        report(
            .unknownFunction, "there is no function `\(name)`", at: call.nameSpan,
            suggestion: Suggestions.nearest(to: name, in: names + Self.macroNames(isMember)))
    }

    private static func macroNames(_ isMember: Bool) -> [String] {
        isMember
            ? ["all", "exists", "exists_one", "map", "filter", "optMap", "optFlatMap"] : ["has"]
    }

    mutating func reportMismatch(
        _ call: Node.Call, _ node: Node, _ overloads: [Overload], _ parts: [Typed]
    ) {
        let isMember = call.target != nil
        let fitting = overloads.filter { $0.takes(parts.count) }
        if fitting.isEmpty {
            return reportCount(call, node, overloads, parts.count - (isMember ? 1 : 0), isMember)
        }
        if call.function == "orValue", parts.count == 2,
            case .optional(let wrapped) = types.resolve(parts[0].type)
        {
            let got = types.resolve(parts[1].type)
            return report(
                .type, "`orValue` gives \(name(got)) in place of \(name(wrapped))",
                at: parts[1].node.span,
                help: Advice.conversion(from: got, to: wrapped, parts[1].node)
                    ?? "give a value of the same type")
        }
        // Both sides of an operator are at odds with each other, unless one fits nothing at all.
        let isPair = call.isOperator && parts.count == 2 && call.function != "in"
        if !isPair, let (place, wanted) = culprit(fitting, parts) {
            return reportArgument(call, parts, place, wanted)
        }
        let kinds = parts.map { self.name($0.type) }
        let message =
            call.isOperator && parts.count == 2
            ? operatorMessage(call.function, kinds)
            : "`\(call.function)` does not take (\(kinds.joined(separator: ", ")))"
        report(.type, message, at: node.span, help: help(parts))
    }

    private func operatorMessage(_ name: String, _ kinds: [String]) -> String {
        switch name {
        case "==", "!=", "<", "<=", ">", ">=": "cannot compare \(kinds[0]) with \(kinds[1])"
        case "in": "cannot look for \(kinds[0]) in \(kinds[1])"
        default: "`\(name)` does not take \(kinds[0]) and \(kinds[1])"
        }
    }

    private mutating func reportCount(
        _ call: Node.Call, _ node: Node, _ overloads: [Overload], _ got: Int, _ isMember: Bool
    ) {
        let counts = Set(overloads.map { $0.parameters.count - (isMember ? 1 : 0) }).sorted()
        let wanted = counts.map(String.init).joined(separator: " or ")
        let noun = counts == [1] ? "argument" : "arguments"
        report(
            .type, "`\(call.function)` takes \(wanted) \(noun), got \(got)", at: node.span)
    }

    /// The one part that does not fit while all others do, and what it may be.
    private func culprit(_ overloads: [Overload], _ parts: [Typed]) -> (Int, [ValueType])? {
        var wanted: [Int: [ValueType]] = [:]
        for overload in overloads {
            for place in parts.indices {
                var trial = self
                let (parameters, _) = trial.types.instantiate(overload)
                let fits = parts.indices.allSatisfy { other in
                    let parameter = parameters[min(other, parameters.count - 1)]
                    return other == place || trial.promote(parts[other], to: parameter) != nil
                        || trial.types.accept(parts[other].type, as: parameter)
                }
                guard fits else { continue }
                let type = trial.types.resolve(parameters[min(place, parameters.count - 1)])
                if wanted[place, default: []].contains(type) { continue }
                wanted[place, default: []].append(type)
            }
        }
        guard wanted.count == 1, let (place, types) = wanted.first else { return nil }
        return (place, types)
    }

    private mutating func reportArgument(
        _ call: Node.Call, _ parts: [Typed], _ place: Int, _ wanted: [ValueType]
    ) {
        let part = parts[place]
        let names = wanted.prefix(6).map { self.name($0) }
        let expected =
            names.count > 1
            ? names.dropLast().joined(separator: ", ") + " or \(names[names.count - 1])" : names[0]
        let got = types.resolve(part.type)
        let isOptional = if case .optional = wanted[0] { true } else { false }
        let position = call.isOperator || parts.count == 1 ? "" : " here"
        report(
            .type, "`\(call.function)` takes \(expected)\(position), got \(name(got))",
            at: part.node.span,
            help: isOptional
                ? Advice.noOptional
                : Advice.conversion(from: got, to: wanted[0], part.node) ?? help(parts))
    }

    private func help(_ parts: [Typed]) -> String? {
        guard parts.count == 2 else { return nil }
        let (left, right) = (types.resolve(parts[0].type), types.resolve(parts[1].type))
        if left == .int, right == .double {
            return Advice.conversion(from: left, to: right, parts[0].node)
        }
        if left == .string, [.timestamp, .duration].contains(right) {
            return Advice.conversion(from: left, to: right, parts[0].node)
        }
        return Advice.conversion(from: right, to: left, parts[1].node)
            ?? Advice.conversion(from: left, to: right, parts[0].node)
    }
}
