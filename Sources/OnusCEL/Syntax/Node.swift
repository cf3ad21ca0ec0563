import OnusValues

/// One part of a parsed expression with its place.
package struct Node: Sendable {
    var kind: Kind
    var span: Span
    /// How many parts stand below one another here; INVARIANT: within the limit of the parser.
    var depth: Int

    indirect enum Kind: Sendable {
        case literal(Value)
        case identifier(String, isRooted: Bool)
        case select(Select)
        case index(Node, Node, isOptional: Bool)
        case call(Call)
        /// `a && b && c` or `a || b || c`.
        case logic(isAnd: Bool, [Node])
        case conditional(Node, Node, Node)
        case list([Element])
        case map([Entry])
        case comprehension(Comprehension)
        /// `cel.bind(name, value, body)`.
        case bind(Variable, Node, Node)
        /// `value.optMap(name, body)`, and `optFlatMap`.
        case optionalMap(Variable, Node, Node, isFlat: Bool)
        /// A variable that the checker found by its full name.
        case variable(String)
        /// One person where several are wanted.
        case promote(Node)
    }

    struct Select: Sendable {
        var operand: Node
        var field: String
        var fieldSpan: Span
        /// `a.?b`.
        var isOptional = false
        /// `has(a.b)`.
        var isTest = false
    }

    struct Call: Sendable {
        var function: String
        var target: Node?
        var arguments: [Node]
        var nameSpan: Span
        var isOperator = false
        /// What the checker chose.
        var overload: Overload?
    }

    struct Element: Sendable {
        var value: Node
        var isOptional: Bool
    }

    struct Entry: Sendable {
        var key: Node
        var value: Node
        var isOptional: Bool
    }

    struct Variable: Sendable {
        var name: String
        var span: Span
    }

    struct Comprehension: Sendable {
        enum Macro: String, Sendable {
            case all, exists, existsOne, map, filter, transformList, transformMap, transformMapEntry
        }
        var macro: Macro
        var range: Node
        var variables: [Variable]
        var filter: Node?
        var body: Node
    }

    init(_ kind: Kind, _ span: Span, depth: Int = 1) {
        self.kind = kind
        self.span = span
        self.depth = depth
    }

    var literal: Value? { if case .literal(let value) = kind { value } else { nil } }
}

extension Node {
    /// `a.b.c` as its names, when the whole part is nothing else.
    var qualifiedName: (names: [String], isRooted: Bool)? {
        var names: [String] = []
        var node = self
        while true {
            switch node.kind {
            case .identifier(let name, let isRooted):
                names.append(name)
                return (names.reversed(), isRooted)
            case .select(let select) where !select.isOptional && !select.isTest:
                names.append(select.field)
                node = select.operand
            default: return nil
            }
        }
    }

    /// `a.?b.c` as its names, when some of them are read only where they are.
    var optionalName: [String]? {
        var names: [String] = []
        var isOptional = false
        var node = self
        while true {
            switch node.kind {
            case .identifier(let name, _):
                names.append(name)
                return isOptional ? names.reversed() : nil
            case .select(let select) where !select.isTest:
                names.append(select.field)
                isOptional = isOptional || select.isOptional
                node = select.operand
            default: return nil
            }
        }
    }
}
