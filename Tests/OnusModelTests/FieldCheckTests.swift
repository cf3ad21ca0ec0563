import OnusModel
import OnusValues
import Testing

@Suite("Values held against fields")
struct FieldCheckTests {
    @Test("a list is as long as its field says", arguments: [FieldType.list(.string), .people])
    func lengthOfLists(type: FieldType) {
        let field = Field(
            name: "who", type: type, limits: Field.Limits(minimumLength: 2, maximumLength: 3))
        #expect(field.problem(with: .list(["a", "b"])) == nil)
        #expect(field.problem(with: .list(["a"])) == "`who` has 1 entry, expected at least 2")
        #expect(
            field.problem(with: .list(["a", "b", "c", "d"]))
                == "`who` has 4 entries, expected at most 3")
    }
}
