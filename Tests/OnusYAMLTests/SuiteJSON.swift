import OnusValues
import OnusYAML

/// Compares nodes with the JSON that the test suite expects of them.
enum SuiteJSON {
    static func matches(_ node: Node, _ expected: Value) -> Bool {
        let node = node.resolved
        switch node.kind {
        case .alias: return false
        case .scalar: return matches(scalar: node, expected)
        case .sequence(let elements):
            guard let values = expected.listValue, values.count == elements.count else {
                return false
            }
            return zip(elements, values).allSatisfy { matches($0, $1) }
        case .mapping(let entries):
            guard let map = expected.mapValue, map.count == entries.count else { return false }
            return entries.allSatisfy { entry in
                let value = map[key(entry.key.resolved)]
                return value.map { matches(entry.value, $0) } ?? false
            }
        }
    }

    /// JSON has texts for keys, the null key being the empty one.
    private static func key(_ node: Node) -> String { node.scalar ?? "" }

    private static func matches(scalar node: Node, _ expected: Value) -> Bool {
        let text = node.scalar ?? ""
        switch node.tag.map({ $0.split(separator: ":").last ?? "" }) {
        case nil: return matches(node.coreValue ?? .null, text, expected)
        case "int", "float", "bool", "null": return matches(CoreValue(plain: text), text, expected)
        default: return expected.stringValue == text
        }
    }

    private static func matches(_ value: CoreValue, _ text: String, _ expected: Value) -> Bool {
        switch value {
        case .null: expected.isNull
        case .bool(let bool): expected.boolValue == bool
        case .int(let int): expected.intValue == int || expected.doubleValue == Double(int)
        case .wide: expected.doubleValue == Double(text)
        case .float(let float):
            expected.doubleValue == float || expected.intValue.map(Double.init) == float
        case .string(let string): expected.stringValue == string
        }
    }
}
