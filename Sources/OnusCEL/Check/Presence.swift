import OnusValues

/// What is known to be there where a part of an expression is evaluated, as paths of names.
typealias Paths = Set<[String]>

/// A part that was checked: its type, and what it tells when it turns out true or false.
struct Typed {
    var node: Node
    var type: ValueType
    /// The names that lead to the value, when nothing but names does.
    var path: [String]?
    var whenTrue: Paths = []
    var whenFalse: Paths = []
}

extension Set where Element == [String] {
    /// The paths with everything that stands before them: `a.b.c` tells of `a.b` too.
    static func reaching(_ path: [String]) -> Paths {
        Set(path.indices.map { Array(path[...$0]) })
    }
}
