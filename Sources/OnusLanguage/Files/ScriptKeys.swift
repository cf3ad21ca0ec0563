// Which keys of an entry of a script go together.

extension ScriptEntry {
    /// What may stand beside the act; `after`, `at` and the act itself always may.
    static let details = [
        "person", "duty", "comment", "evidence", "form", "data", "percent", "refused",
    ]

    /// What to do about one that does not go with the act.
    func help(with key: String) -> String {
        switch (key, act) {
        case ("form", .send?): "what an event brings stands in `data`"
        case ("data", .some): "what people fill in stands in `form`; `data` goes with `send`"
        case ("percent", .some): "`percent` goes with `progress`"
        case ("duty", .send?): "an event comes to whatever waits for it; leave `duty` out"
        case ("duty", .cancel?): "the whole run is cancelled; leave `duty` out"
        case ("comment", .cancel?): "the reason stands at `cancel`"
        case (_, nil): "say what is done, such as `do: approved`, or leave it out"
        default: "leave it out, or make an entry of its own of it"
        }
    }
}

extension ScriptEntry.Act {
    /// Those that say what is done; a `comment` or `evidence` may also stand alone.
    static let keys = [
        "do", "verify", "progress", "extend", "cancel", "send", "claim", "release", "recuse",
    ]

    /// The key that says it.
    var key: String {
        switch self {
        case .decide: "do"
        case .claim: "claim"
        case .release: "release"
        case .recuse: "recuse"
        case .comment: "comment"
        case .attach: "evidence"
        case .progress: "progress"
        case .extend: "extend"
        case .verify: "verify"
        case .cancel: "cancel"
        case .send: "send"
        }
    }

    /// What may stand beside it.
    var details: Set<String> {
        switch self {
        case .decide: ["person", "duty", "comment", "evidence", "form", "refused"]
        case .verify, .comment, .attach: ["person", "duty", "comment", "evidence", "refused"]
        case .progress: ["person", "duty", "evidence", "percent", "refused"]
        case .claim, .release, .recuse, .extend: ["person", "duty", "comment", "refused"]
        case .cancel: ["person", "refused"]
        case .send: ["person", "data", "refused"]
        }
    }
}
