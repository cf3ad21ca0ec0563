// NotificationTasks tells people things outside their inbox: the action `notify`, and two channels.
//
//   console   one line for each message on standard error, so that standard output stays data
//   file      one JSON line for each message in the file that the settings name, on the disk
//             before the message counts as delivered
//
// Each channel delivers or throws, and never drops a message without a word.
//
// Reminders and notices of ladders go over the same channels; which ones `onus.yaml` says. A message
// may be delivered twice, always with the same key, and the key stands in each JSON line.

import OnusPlugin

/// Messages to people.
///
/// Setting `file`: where the channel `file` writes; without it there is no such channel.
public struct NotificationPlugin: Plugin {
    public static let name = "notification"
    public static let settings = [
        Setting(
            "file", .value(.string),
            "The file to which the channel `file` writes a JSON line for each message; without it "
                + "there is no such channel.")
    ]
    private let path: String?

    public init(settings: Settings) throws {
        try settings.allow(Self.settings)
        path = try settings.path("file")
    }

    public var tasks: [any TaskKind.Type] { [Notify.self] }

    public var channels: [any Channel] {
        [ConsoleChannel()] + (path.map { [FileChannel(path: $0)] } ?? [])
    }
}
