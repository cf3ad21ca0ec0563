import OnusModel

/// Something that an author wrote, and where.
package struct Located<Value: Sendable>: Sendable {
    package var value: Value
    package var location: SourceLocation

    package init(_ value: Value, at location: SourceLocation) {
        self.value = value
        self.location = location
    }

    package func map<Other: Sendable>(_ transform: (Value) -> Other) -> Located<Other> {
        Located<Other>(transform(value), at: location)
    }
}

/// A name with what stands under it, such as an entry of `with:`.
package struct Named<Value: Sendable>: Sendable {
    package var name: Located<String>
    package var value: Value

    package init(_ name: Located<String>, _ value: Value) {
        self.name = name
        self.value = value
    }
}
