/// How the names of Swift properties become the keys of maps.
public enum KeyStyle: Sendable, Hashable {
    /// `inForce` stays `inForce`, for records of our own.
    case asWritten
    /// `inForce` becomes `in_force`, for everything that authors of workflows see.
    case snakeCase

    public func key(_ name: String) -> String {
        guard self == .snakeCase, Self.hasUpper(name) else { return name }
        let letters = Array(name.utf8)
        var key: [UInt8] = []
        key.reserveCapacity(letters.count + 4)
        for (place, letter) in letters.enumerated() {
            guard Self.isUpper(letter) else {
                key.append(letter)
                continue
            }
            let before = place > 0 ? letters[place - 1] : UInt8(ascii: "_")
            let after = place + 1 < letters.count ? letters[place + 1] : UInt8(ascii: "_")
            let beginsWord = !Self.isUpper(before) || (97...122).contains(after)
            if beginsWord, before != UInt8(ascii: "_") { key.append(UInt8(ascii: "_")) }
            key.append(letter | 32)
        }
        return String(decoding: key, as: UTF8.self)
    }

    /// The property's name where the style leaves it to be told: `in_force` gives `inForce`.
    func name(_ key: String) -> String {
        guard self == .snakeCase, key.utf8.dropFirst().contains(UInt8(ascii: "_")) else {
            return key
        }
        var name: [UInt8] = []
        var raises = false
        for letter in key.utf8 {
            if letter == UInt8(ascii: "_"), !name.isEmpty {
                raises = true
            } else {
                name.append(raises && (97...122).contains(letter) ? letter & ~32 : letter)
                raises = false
            }
        }
        return String(decoding: name, as: UTF8.self)
    }

    private static func hasUpper(_ name: String) -> Bool {
        let found = name.utf8.withContiguousStorageIfAvailable { letters in
            for letter in letters where isUpper(letter) { return true }
            return false
        }
        return found ?? name.utf8.contains(where: isUpper)
    }

    private static func isUpper(_ letter: UInt8) -> Bool { (65...90).contains(letter) }
}

/// The keys of a dictionary are data and keep their spelling in every style.
enum DictionaryKeys {
    /// The key type with which the standard library writes every dictionary with texts as keys.
    static let type: ObjectIdentifier? = {
        let probe = KeyProbe()
        try? ["": 0].encode(to: probe)
        return probe.found.type
    }()

    static func style<Key: CodingKey>(_ type: Key.Type, _ style: KeyStyle) -> KeyStyle {
        style == .snakeCase && ObjectIdentifier(type) == self.type ? .asWritten : style
    }
}

/// Sees with which key type a value asks to be written, and writes nothing.
private struct KeyProbe: Encoder {
    final class Found { var type: ObjectIdentifier? }
    let found = Found()
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        found.type = ObjectIdentifier(type)
        return TreeEncoder(node: EncodingNode(), path: nil, style: .asWritten).container(
            keyedBy: type)
    }
    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        TreeEncoder(node: EncodingNode(), path: nil, style: .asWritten).unkeyedContainer()
    }
    func singleValueContainer() -> any SingleValueEncodingContainer {
        TreeEncoder(node: EncodingNode(), path: nil, style: .asWritten)
    }
}

/// The keys and places that lead to a value, the last first.
final class CodingPath: Sendable {
    let parent: CodingPath?
    let key: any CodingKey

    init(_ parent: CodingPath?, _ key: any CodingKey) {
        self.parent = parent
        self.key = key
    }

    static func keys(_ path: CodingPath?) -> [any CodingKey] {
        var keys: [any CodingKey] = []
        var link = path
        while let step = link {
            keys.append(step.key)
            link = step.parent
        }
        return keys.reversed()
    }
}

struct IndexKey: CodingKey {
    let intValue: Int?
    var stringValue: String { intValue.map(String.init) ?? "super" }

    init(_ index: Int) { intValue = index }
    init?(intValue: Int) { self.init(intValue) }
    init?(stringValue: String) { intValue = nil }
}
