import OnusPlugin

/// Appends each message as a JSON line to a file, and waits until it is on the disk.
struct FileChannel: Channel {
    static let name = "file"
    let path: String

    func deliver(_ message: Message) async throws {
        let file = try OpenFile(appendingTo: path)
        defer { file.close() }
        try file.write(Self.line(for: message))
        try file.synchronize()
    }

    static func line(for message: Message) -> String {
        let line: Value = [
            "key": .string(message.key), "at": .string("\(message.at)"),
            "to": .list(message.to.map { .string($0.id) }), "subject": .string(message.subject),
            "body": .string(message.body),
        ]
        return line.canonicalJSONText + "\n"
    }
}
