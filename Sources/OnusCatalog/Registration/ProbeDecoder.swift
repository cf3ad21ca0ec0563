import OnusValues

/// Stands behind a type that decodes itself, and notes what it asks for.
struct ProbeDecoder: Decoder {
    final class Notes {
        var fields: [RecordType.Field] = []
        /// Set when the type wrote itself as one value rather than as fields.
        var single: ValueType?
    }

    let notes = Notes()
    let probe: OutputProbe
    let place: String

    init(probe: OutputProbe, place: String) {
        self.probe = probe
        self.place = place
    }

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(ProbeFields<Key>(decoder: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw refusal }
    func singleValueContainer() -> any SingleValueDecodingContainer { self }

    var refusal: OutputProbe.Refusal {
        OutputProbe.Refusal(
            place, "cannot be described: use the types that parameters use, and structs of them")
    }
}

extension ProbeDecoder: SingleValueDecodingContainer {
    func decodeNil() -> Bool { false }

    func decode<T: Decodable>(_ type: T.Type) throws -> T {
        var probe = probe
        let found = try probe.describe(type, at: place)
        notes.single = found.type
        return found.standIn
    }
}

private struct ProbeFields<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: ProbeDecoder

    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { [] }
    func contains(_ key: Key) -> Bool { true }
    func decodeNil(forKey key: Key) -> Bool { false }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        try note(type, key, mayBeAbsent: false)
    }

    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
        _ = try note(type, key, mayBeAbsent: true)
        return nil
    }

    private func note<T: Decodable>(
        _ type: T.Type, _ key: Key, mayBeAbsent: Bool
    ) throws -> T {
        let name = KeyStyle.snakeCase.key(key.stringValue)
        let place = "\(decoder.place).\(name)"
        guard Names.isWord(name) else {
            throw OutputProbe.Refusal(place, "cannot be the name of a field")
        }
        guard !decoder.notes.fields.contains(where: { $0.name == name }) else {
            throw OutputProbe.Refusal(place, "two fields have this name")
        }
        var probe = decoder.probe
        let found = try probe.describe(type, at: place)
        decoder.notes.fields.append(.init(name, found.type, mayBeAbsent: mayBeAbsent))
        return found.standIn
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> { throw decoder.refusal }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        throw decoder.refusal
    }
    func superDecoder() throws -> any Decoder { throw decoder.refusal }
    func superDecoder(forKey key: Key) throws -> any Decoder { throw decoder.refusal }
}
