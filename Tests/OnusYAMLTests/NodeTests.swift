import OnusYAML
import Testing

@Suite("Nodes")
struct NodeTests {
    @Test("a mapping gives its values by key and its entries in order")
    func mapping() throws {
        let reading = YAMLReader.read("a: 1\nb: [x, 'y z', \"w\"]\nc:\n  d: null\n")
        #expect(reading.problems == [])
        let root = try #require(reading.root)
        #expect(root.entries?.map(\.key.scalar) == ["a", "b", "c"])
        #expect(root["a"]?.scalar == "1")
        #expect(root["a"]?.coreValue == .int(1))
        #expect(root["b"]?.elements?.map(\.scalar) == ["x", "y z", "w"])
        #expect(root["b"]?.elements?.map(\.style) == [.plain, .single, .double])
        #expect(root["c"]?["d"]?.coreValue == .null)
        #expect(root["e"] == nil)
        #expect(root["a"]?["b"] == nil)
    }

    @Test("keys, values and collections know where they stand")
    func spans() throws {
        let root = try #require(YAMLReader.read("é: [x,\n  y]\nb:\n  - 1\n\n# end\n").root)
        let entries = try #require(root.entries)
        #expect(entries[0].key.span.description == "1:1-1:2")
        #expect(entries[0].value.span.description == "1:4-2:5")
        #expect(entries[0].value.span.start.offset == 4)
        #expect(entries[0].value.elements?[1].span.description == "2:3-2:4")
        #expect(entries[0].value.elements?[1].span.start.offset == 10)
        #expect(entries[1].value.span.description == "4:3-4:6")
        #expect(root.span.description == "1:1-4:6")
    }
}
