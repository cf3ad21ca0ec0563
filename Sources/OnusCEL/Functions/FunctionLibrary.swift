import OnusValues

/// The functions that an expression may call, by name.
package struct FunctionLibrary: Sendable {
    private(set) var overloads: [String: [Overload]] = [:]

    package init(_ overloads: [Overload] = []) { add(overloads) }

    package mutating func add(_ more: [Overload]) {
        for overload in more { overloads[overload.name, default: []].append(overload) }
    }

    package func adding(_ more: [Overload]) -> FunctionLibrary {
        var copy = self
        copy.add(more)
        return copy
    }

    package subscript(name: String) -> [Overload] { overloads[name] ?? [] }

    package var names: [String] { Array(overloads.keys) }

    /// Everything of the specification, its extensions, decimals and people.
    package static let standard: FunctionLibrary = {
        var library = FunctionLibrary()
        for part in [
            Operators.overloads, Conversions.overloads, Texts.overloads, TextExtensions.overloads,
            Times.overloads, Mathematics.overloads, Optionals.overloads, Decimals.overloads,
            People.overloads,
        ] {
            library.add(part)
        }
        return library
    }()

    /// `dyn(x)`, which makes a type unknown on purpose. Strict environments do not have it.
    package static let dynamic: [Overload] = [
        Overload(
            "dyn", [.parameter("A")], .dyn,
            .unary { _, value throws(CELEvaluationError) in value })
    ]
}
