/// A way to reach people outside their inbox, such as the console, a file or mail.
public protocol Channel: Sendable {
    static var name: String { get }

    /// Delivers one message, or throws. It may be called again with the same `message.key`.
    func deliver(_ message: Message) async throws
}

/// A message to people, in the words that a workflow or a ladder gives.
public struct Message: Sendable, Hashable, Codable {
    /// The same for every try to deliver this message.
    public let key: String
    public let to: [Person]
    public let subject: String
    public let body: String
    public let at: Timestamp

    public init(key: String, to: [Person], subject: String, body: String, at: Timestamp) {
        self.key = key
        self.to = to
        self.subject = subject
        self.body = body
        self.at = at
    }
}

/// Sends over the channels that `onus.yaml` names.
public protocol Outbound: Sendable {
    /// Throws when a channel is unknown or does not take the message.
    /// - Parameter channels: the names of channels; empty means those of `onus.yaml`.
    func send(_ message: Message, over channels: [String]) async throws
}
