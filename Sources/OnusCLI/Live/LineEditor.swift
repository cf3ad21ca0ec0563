import OnusLanguage

/// Makes lines of the keys that somebody presses, since a screen that is drawn again and again
/// cannot leave that to the terminal.
struct LineEditor: Sendable, Hashable {
    /// What stands on the line so far.
    private(set) var text = ""
    /// Bytes of a character that is not whole yet.
    private var rest: [UInt8] = []
    private var escape = Escape.none

    private enum Escape { case none, begun, sequence }

    enum Key: Sendable, Hashable {
        case line(String)
        /// Ctrl-D on an empty line.
        case end
    }

    private enum Control {
        static let end: UInt8 = 0x04
        static let backspace: UInt8 = 0x08
        static let eraseLine: UInt8 = 0x15
        static let eraseWord: UInt8 = 0x17
        static let escape: UInt8 = 0x1B
        static let delete: UInt8 = 0x7F
    }

    /// Takes what was typed; gives the lines that were ended by it.
    mutating func type(_ bytes: [UInt8]) -> [Key] {
        var keys: [Key] = []
        for byte in bytes {
            if let key = type(byte) { keys.append(key) }
        }
        return keys
    }

    private mutating func type(_ byte: UInt8) -> Key? {
        guard escape == .none else {
            skip(byte)
            return nil
        }
        switch byte {
        case UInt8(ascii: "\r"), UInt8(ascii: "\n"):
            defer { text = "" }
            return .line(text)
        case Control.end: return text.isEmpty ? .end : nil
        case Control.backspace, Control.delete: text = String(text.dropLast())
        case Control.eraseLine: text = ""
        case Control.eraseWord:
            let kept = text.reversed().drop { $0 == " " }.drop { $0 != " " }
            text = String(kept.reversed())
        case Control.escape: escape = .begun
        case 0..<0x20: break
        default: add(byte)
        }
        return nil
    }

    /// Arrow keys and the like come as several bytes; they do nothing here.
    private mutating func skip(_ byte: UInt8) {
        if escape == .begun {
            let opens = byte == UInt8(ascii: "[") || byte == UInt8(ascii: "O")
            escape = opens ? .sequence : .none
        } else if (0x40...0x7E).contains(byte) {
            escape = .none
        }
    }

    private mutating func add(_ byte: UInt8) {
        rest.append(byte)
        let whole = String(validating: rest, as: UTF8.self)
        if let whole {
            text += whole
            rest = []
        } else if rest.count >= 4 {
            rest = []
        }
    }
}
