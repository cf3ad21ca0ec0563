import OnusCatalog
import OnusModel
import OnusPlugin
import OnusStore

extension OnusRuntime {
    /// Sends a duty's message over the configured channels.
    func notify(_ notice: Notice, _ stored: StoredEffect) async throws {
        let message = Message(
            key: stored.key.rawValue, to: notice.to, subject: notice.subject,
            body: notice.text, at: clock.now)
        try await outbound.send(message, over: [])
        try await store.finishEffect(stored.key, by: worker)
    }

    var outbound: any Outbound {
        ChannelOutbound(catalog: catalog, defaults: configuration.channels)
    }
}

/// Sends over the channels of the plugins.
struct ChannelOutbound: Outbound {
    let catalog: Catalog
    let defaults: [String]

    func send(_ message: Message, over channels: [String]) async throws {
        for name in channels.isEmpty ? defaults : channels {
            guard let channel = catalog.channel(name) else {
                throw TaskFailure("unknown_channel", "no plugin has the channel `\(name)`")
            }
            try await channel.deliver(message)
        }
    }
}

extension Notice {
    var subject: String {
        switch kind {
        case .opened: "A duty for you: \(title)"
        case .reminder: "Reminder: \(title)"
        case .overdue: "Overdue: \(title)"
        case .escalated: "Escalated to you: \(title)"
        case .consulted: "Your advice is asked for: \(title)"
        case .verification: "To be verified by you: \(title)"
        case .closed: "Closed: \(title)"
        case .asked: "Somebody asks for more time: \(title)"
        case .answered: "Your asking for more time is answered: \(title)"
        }
    }

    var text: String {
        let due = dueAt.map { ", due \($0)" } ?? ""
        return "\(duty)\(due)"
    }
}

/// What actions may ask of the record.
struct StoredRecord: RunRecord {
    let store: any Store

    func duty(_ id: String) async throws -> DutyRecord? {
        guard let row = try await store.duty(DutyID(id)), let body = row.value?.mapValue else {
            return nil
        }
        func people(_ key: String) -> [Person] {
            (body[key]?.listValue ?? []).compactMap { $0.stringValue.map { Person($0) } }
        }
        return DutyRecord(
            id: id, run: row.run.rawValue, step: row.step.rawValue,
            title: title(in: body) ?? row.step.rawValue,
            responsible: people("responsible"),
            accountable: Person(body["accountable"]?.stringValue ?? ""),
            supervisor: people("supervisor"), openedAt: row.openedAt, dueAt: row.dueAt,
            outcome: body["outcome"]?.stringValue)
    }

    private func title(in body: ValueMap) -> String? {
        guard let title = body["title"] else { return nil }
        return (try? ValueDecoder().decode(Text.self, from: title))?.string() ?? title.stringValue
    }
}
