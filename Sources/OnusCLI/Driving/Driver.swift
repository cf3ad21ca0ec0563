import OnusModel
import OnusPlugin
import OnusRuntime
import OnusStore

/// Works for one run and those that it made start, until it is over or needs somebody.
struct Driver: Sendable {
    let database: Database
    let run: RunID
    /// Called whenever something may have happened.
    let watch: @Sendable () async throws -> Void

    /// How long to sleep at most before looking what other programs have done.
    static let longestSleep: Duration = .milliseconds(500)

    /// How far a run has come by itself.
    enum Standing: Sendable {
        case over
        /// Somebody has to do something; these are the open duties.
        case waits([DutyRow])
        /// Nothing happens before something comes from outside; these places wait for it.
        case listens([Place])
        /// Nothing happens any more: what is open waits for what only the run itself could do.
        case isStuck([Place])
        /// Something happens by itself at this time.
        case sleeps(until: Timestamp)
    }

    /// Does everything that needs nobody.
    func drive() async throws -> Standing {
        while true {
            switch try await advance() {
            case .sleeps(let time): try await sleep(until: time)
            case let standing: return standing
            }
        }
    }

    /// Does what can be done now, and on a virtual clock what comes by itself.
    func advanceAndPass() async throws -> Standing {
        let standing = try await advance()
        guard case .sleeps(let time) = standing, database.virtualClock != nil else {
            return standing
        }
        try await database.advance(to: time)
        return try await advance()
    }

    /// Does what can be done now.
    func advance() async throws -> Standing {
        try await database.runtime.work(until: .idle, runs: Set(family()))
        // WHY: others may have decided, and even ended it, while this program had it in memory.
        try await database.runtime.catchUp(on: family())
        try await watch()
        return try await standing()
    }

    func family() async throws -> [RunID] { try await database.runtime.family(of: run) }

    private func standing() async throws -> Standing {
        var isBusy = false
        var duties: [DutyRow] = []
        var listening: [Place] = []
        var (isOver, isHeard) = (true, false)
        // WHY: what other runs wait for does not bring this one on.
        var next: Timestamp?
        let family = try await family()
        for member in family {
            guard let state = try await database.runtime.load(member), state.isOpen else {
                continue
            }
            if member == run { isOver = false }
            next = [next, state.timers.values.min()].compactMap(\.self).min()
            isBusy = isBusy || state.activations.values.contains(where: \.isAction)
            if try await database.runtime.hearsFromOutside(state) { isHeard = true }
            listening += state.activations.filter { $0.value.listens }.map(\.key).sorted()
            duties += try await database.store.duties(of: member).filter {
                // A phase waits for its steps, and for nobody.
                $0.state == .open && !$0.desks.isEmpty
            }
        }
        if isOver { return .over }
        // WHY: an action that waits for its next attempt goes on by itself, and soon.
        if isBusy { return .sleeps(until: next ?? database.now) }
        if !duties.isEmpty { return .waits(duties) }
        if let next { return .sleeps(until: next) }
        // What failed is put back for a while, and is then tried again.
        guard try await database.store.hasEffects(of: Set(family)) else {
            return isHeard || listening.isEmpty ? .listens(listening) : .isStuck(listening)
        }
        return .sleeps(until: try await database.store.nextEffect() ?? database.now)
    }

    /// Waits for the moment, or on a virtual clock makes it now.
    private func sleep(until time: Timestamp) async throws {
        if database.virtualClock != nil { return try await database.advance(to: time) }
        let span = time - database.now
        try await Task.sleep(for: max(.milliseconds(10), min(span, Self.longestSleep)))
    }
}

extension Activation {
    fileprivate var isAction: Bool { if case .action = work { true } else { false } }

    fileprivate var listens: Bool {
        switch work {
        case .receive, .condition, .awaitsLock: true
        case .duty, .action, .wait, .call, .block, .stuck: false
        }
    }
}
