import OnusPlugin

/// Values as programs of other people's making read them: decimals are numbers with all their digits,
/// times are texts.
enum PlainJSON {
    static func encode(_ value: Value) -> [UInt8] {
        var bytes: [UInt8] = []
        write(value, to: &bytes)
        return bytes
    }

    private static func write(_ value: Value, to bytes: inout [UInt8]) {
        switch value {
        case .decimal(let number): bytes += number.description.utf8
        case .int(let number): bytes += "\(number)".utf8
        case .uint(let number): bytes += "\(number)".utf8
        case .double(let number) where number.isFinite: bytes += "\(number)".utf8
        case .bytes(let content): write(.string(Base64.encode(content)), to: &bytes)
        case .timestamp(let instant): write(.string("\(instant)"), to: &bytes)
        case .duration(let length): write(.string(length.secondsText), to: &bytes)
        case .type(let type): write(.string("\(type)"), to: &bytes)
        case .optional(let content): write(content ?? .null, to: &bytes)
        case .list(let items): list(items, to: &bytes)
        case .map(let map): object(map, to: &bytes)
        // Texts, bools and null are the same in the canonical form; what is no number is null.
        case .double: write(.null, to: &bytes)
        case .null, .bool, .string: bytes += value.canonicalJSON
        }
    }

    private static func list(_ items: [Value], to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "["))
        for (place, item) in items.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            write(item, to: &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private static func object(_ map: ValueMap, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "{"))
        for (place, (key, value)) in map.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            write(.string(key.stringValue ?? "\(name(key))"), to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            write(value, to: &bytes)
        }
        bytes.append(UInt8(ascii: "}"))
    }

    private static func name(_ key: Value) -> String {
        String(decoding: encode(key), as: UTF8.self)
    }
}
