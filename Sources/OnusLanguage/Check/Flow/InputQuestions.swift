import OnusCEL
import OnusModel
import OnusValues

/// What conditions ask about inputs alone, which never change.
struct InputQuestions {
    private let doubles: Set<String>

    init(_ workflow: WorkflowSyntax) {
        doubles = Set(
            workflow.inputs.filter { $0.field.type.valueType == .double }.map(\.name.value))
    }

    /// The question that a part asks, and whether the part holds when the answer is yes; nil where
    /// it asks about more than inputs.
    func question(_ outline: Outline) -> (Outline, Bool)? {
        switch outline {
        case .and(let terms): return canonical(terms).map { (.and($0), true) }
        case .or(let terms): return canonical(terms).map { (.or($0), true) }
        case .not(let term): return question(term).map { ($0, !$1) }
        default: return simple(outline)
        }
    }

    /// In an order that is always the same; nil where some ask about more.
    private func canonical(_ terms: [Outline]) -> [Outline]? {
        let found = terms.compactMap { question($0) }.map { $1 ? $0 : Outline.not($0) }
        guard found.count == terms.count else { return nil }
        return found.sorted { $0.written < $1.written }
    }

    private func simple(_ outline: Outline) -> (Outline, Bool)? {
        guard isOfInputs(outline) else { return nil }
        guard case .call(let name, let parts) = outline, parts.count == 2 else {
            return (outline, true)
        }
        let mirrored = ["<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="]
        var (operation, left, right) = (name, parts[0], parts[1])
        if case .literal = left, let other = mirrored[name] {
            (operation, left, right) = (other, right, left)
        }
        switch operation {
        case "!=": return (.call("==", [left, right]), false)
        // What is not a number is neither more nor less than one.
        case "<=" where !mayBeDouble(outline): return (.call(">", [left, right]), false)
        case ">=" where !mayBeDouble(outline): return (.call("<", [left, right]), false)
        default: return (.call(operation, [left, right]), true)
        }
    }

    /// Functions that give the same for the same, whatever happens meanwhile.
    private static let steady: Set<String> = [
        "==", "!=", "<", "<=", ">", ">=", "in", "+", "-", "*", "/", "%", "size", "startsWith",
        "endsWith", "contains", "matches", "decimal", "int", "string",
    ]

    private func isOfInputs(_ outline: Outline) -> Bool {
        switch outline {
        case .path(let path), .has(let path): path.first == "inputs"
        case .call(let name, let parts):
            Self.steady.contains(name) && parts.contains { isOfInputs($0) }
                && parts.allSatisfy { isOfInputs($0) || $0.isConstant }
        default: false
        }
    }

    private func mayBeDouble(_ outline: Outline) -> Bool {
        switch outline {
        case .path(let path): path.count != 2 || doubles.contains(path[1])
        case .literal(let value): value.intValue == nil
        case .call(let name, let parts):
            name == "double" || name != "decimal" && parts.contains { mayBeDouble($0) }
        default: true
        }
    }
}

extension Outline {
    /// Made of literals alone.
    fileprivate var isConstant: Bool {
        switch self {
        case .literal: true
        case .call(_, let parts), .list(let parts): parts.allSatisfy(\.isConstant)
        default: false
        }
    }
}
