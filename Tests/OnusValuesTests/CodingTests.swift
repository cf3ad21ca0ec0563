import OnusValues
import Testing

private struct Grant: Codable, Equatable {
    enum State: String, Codable { case open, closed }
    enum Source: Codable, Equatable {
        case fund(name: String)
        case none
    }
    struct Part: Codable, Equatable {
        var dueAt: Timestamp
        var share: Double
    }
    var inForce: Bool
    var amountGranted: Decimal
    var note: String?
    var state: State
    var source: Source
    var parts: [Part]
    var labels: [String: Int]
    var wait: Duration
    var day: CivilDate
    var userID: UInt8
    var anything: Value
    var digest: Digest
}

@Suite("Values of Swift types")
struct CodingTests {
    private func grant() throws -> Grant {
        Grant(
            inForce: true, amountGranted: try #require(Decimal("1.10")), note: nil, state: .open,
            source: .fund(name: "A"), parts: [.init(dueAt: .epoch, share: 1)],
            labels: ["keepMe": 1, "and_me": 2], wait: .seconds(5),
            day: try #require(CivilDate("2026-09-28")), userID: 7, anything: [.null, 1],
            digest: Digest(of: []))
    }

    @Test("properties become snake case keys, keys of dictionaries stay, nil leaves no key")
    func keys() throws {
        let value = try ValueEncoder().encode(try grant())
        let map = try #require(value.mapValue)
        #expect(map["in_force"] == true)
        #expect(map["amount_granted"]?.decimalValue?.description == "1.10")
        #expect(map["note"] == nil)
        #expect(map["labels"] == ["keepMe": 1, "and_me": 2])
        #expect(map["wait"] == .duration(.seconds(5)))
        #expect(map["day"] == "2026-09-28")
        #expect(map["user_id"] == 7)
        #expect(map["parts"]?.listValue?.first?.mapValue?["due_at"] == .timestamp(.epoch))
        #expect(map["source"]?.mapValue?["fund"] == ["name": "A"])
        #expect(KeyStyle.snakeCase.key("URLValue2Of") == "url_value2_of")
    }

    @Test("what was encoded is decoded again", arguments: [KeyStyle.snakeCase, .asWritten])
    func roundTrip(style: KeyStyle) throws {
        let value = try ValueEncoder(keys: style).encode(try grant())
        let stored = try Value(canonicalJSON: value.canonicalJSON)
        #expect(try ValueDecoder(keys: style).decode(Grant.self, from: stored) == grant())
    }

    @Test("a wrong value is named with its place, what was expected and what is there")
    func errors() throws {
        var map = try #require(ValueEncoder().encode(try grant()).mapValue)
        func message() -> String? {
            do throws(ValueDecodingError) {
                _ = try ValueDecoder().decode(Grant.self, from: .map(map))
                return nil
            } catch { return "\(error)" }
        }
        map["parts"] = [["due_at": .timestamp(.epoch), "share": "half"]]
        #expect(message() == "`parts[0].share`: expected double, got the string `half`")
        map["parts"] = []
        map["state"] = "ajar"
        #expect(
            message()
                == "`state`: expected one of the values that are allowed here, got the string `ajar`"
        )
        map["state"] = "open"
        map["user_id"] = 256
        #expect(message() == "`user_id`: expected int of 0 or more, got the int `256`")
        map["user_id"] = nil
        #expect(message() == "`user_id`: expected int, got nothing")
        map["user_id"] = 1
        map["amount_granted"] = .double(1.5)
        #expect(message() == "`amount_granted`: expected decimal, got the double `1.5`")
        #expect(throws: ValueDecodingError.self) { try ValueDecoder().decode([Int].self, from: 3) }
    }

    @Test("whole numbers fit every number type that holds them")
    func numbers() throws {
        let decoder = ValueDecoder()
        #expect(try decoder.decode(Double.self, from: 3) == 3)
        #expect(try decoder.decode(Decimal.self, from: 3) == 3)
        #expect(try decoder.decode(UInt8.self, from: .uint(3)) == 3)
        #expect(
            try decoder.decode([String: [Int?]].self, from: ["a": [1, .null]]) == ["a": [1, nil]])
        #expect(try ValueEncoder().encode(UInt64.max) == .uint(.max))
        #expect(throws: ValueDecodingError.self) { try decoder.decode(Int.self, from: .double(1)) }
    }
}
