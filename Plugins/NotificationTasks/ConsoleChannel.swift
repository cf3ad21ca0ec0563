import OnusPlugin

/// Shows messages on standard error.
struct ConsoleChannel: Channel {
    static let name = "console"

    func deliver(_ message: Message) async throws {
        try OpenFile.standardError.write(Self.line(for: message))
    }

    /// One line, whatever the message says.
    static func line(for message: Message) -> String {
        let to = message.to.map(\.id).joined(separator: ", ")
        let text = message.body.isEmpty ? message.subject : "\(message.subject): \(message.body)"
        return "\(message.at) to \(to): \(plain(text))\n"
    }

    /// Control characters would let a message rewrite what stands on a terminal.
    private static func plain(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    switch scalar.properties.generalCategory {
                    case .control, .lineSeparator, .paragraphSeparator, .format: " "
                    default: scalar
                    }
                }))
    }
}
