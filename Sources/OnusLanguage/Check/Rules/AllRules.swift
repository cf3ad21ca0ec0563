/// Every rule, by code.
package enum Rules {
    package static let all: [any Rule.Type] = [
        DuplicateID.self,
        UnknownClause.self,
    ]
}
