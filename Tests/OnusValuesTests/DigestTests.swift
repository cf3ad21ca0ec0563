import OnusValues
import Testing

@Suite("Digests and maps")
struct DigestTests {
    @Test(
        "the published digests are met",
        arguments: [
            ("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
            ("a", 1_000_000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
        ])
    func published(text: String, times: Int, digest: String) {
        let content = String(repeating: text, count: times)
        #expect(Digest(of: Array(content.utf8)).description == digest)
        #expect(Digest(digest) == Digest(of: Array(content.utf8)))
    }

    @Test("a content fed in pieces has the same digest")
    func streaming() {
        let content = (0..<1000).map { UInt8(truncatingIfNeeded: $0 * 7) }
        for size in [1, 3, 55, 56, 63, 64, 65, 128, 999] {
            var hash = SHA256()
            for start in stride(from: 0, to: content.count, by: size) {
                hash.update(Array(content[start..<min(start + size, content.count)]))
            }
            #expect(hash.finish() == Digest(of: content))
        }
    }

    @Test("a digest is 64 lower-case digits")
    func text() {
        #expect(Digest(String(repeating: "0", count: 63)) == nil)
        #expect(Digest(String(repeating: "A", count: 64)) == nil)
        #expect(Digest(bytes: [1]) == nil)
    }

    @Test("base64 is read back and nothing else is taken for it")
    func base64() {
        for count in 0..<40 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37) }
            #expect(Base64.decode(Base64.encode(bytes)) == bytes)
        }
        #expect(Base64.decode("AA") == [0])
        for wrong in ["A", "AB", "A===", "A=A=", "AA=", "!!!!", "AAA=="] {
            #expect(Base64.decode(wrong) == nil, "\(wrong)")
        }
    }

    @Test("a map keeps its order through many keys, and equality ignores it")
    func maps() {
        var map = ValueMap()
        for number in 0..<50 { map[.int(Int64(number))] = .int(Int64(number * 2)) }
        map[.int(7)] = nil
        map[.int(3)] = "changed"
        #expect(map.count == 49)
        #expect(map.keys[3] == .int(3))
        #expect(map[.int(49)] == .int(98))
        #expect(map[.int(7)] == nil)
        let reversed = ValueMap(Array(map.map { ($0.key, $0.value) }.reversed()))
        #expect(reversed == map)
        #expect(reversed.hashValue == map.hashValue)
        #expect(MemoryLayout<Value>.size <= 24)
    }
}
