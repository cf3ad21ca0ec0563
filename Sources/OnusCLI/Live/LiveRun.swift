import OnusModel
import OnusPlugin
import OnusRuntime
import OnusStore

/// `onus run` at a terminal: shows the run as it is, asks for decisions and carries them out, while
/// everything that needs nobody goes on beside it.
struct LiveRun {
    let database: Database
    let run: RunID
    let driver: Driver
    let session: Session
    let wording: Wording
    private var screen: Screen
    private var editor = LineEditor()
    private var dialog: Dialog
    private var record: RecordReader
    private var news: [Line] = []
    private var frame: [String] = []
    private let writer: EventWriter

    private enum Happening: Sendable {
        case keys([UInt8])
        case standing(Driver.Standing)
        case failed(any Error)
        case leave
    }

    /// How often it is looked what other programs have done.
    private static let pause: Duration = .milliseconds(250)

    init(_ database: Database, _ run: RunID, _ session: Session, _ wording: Wording) {
        self.database = database
        self.run = run
        self.session = session
        self.wording = wording
        driver = Driver(database: database, run: run) {}
        screen = Screen(session.output)
        dialog = Dialog(isVirtual: database.virtualClock != nil)
        record = RecordReader(database: database, run: run, withFamily: true)
        let console = session.console(Voice(format: .text, volume: .normal))
        writer = EventWriter(console: console, wording: wording, main: run)
    }

    /// Goes on until the run is over or whoever sits there leaves.
    mutating func untilItsEnd() async throws -> Driver.Standing {
        let (happenings, source) = AsyncStream<Happening>.makeStream()
        let bytes = session.input.bytes
        let keys = Task {
            for await typed in bytes { source.yield(.keys(typed)) }
            source.yield(.leave)
        }
        let interruption = await Interruption.watch { source.yield(.leave) }
        let work = Task { [driver] in
            do {
                while !Task.isCancelled {
                    source.yield(.standing(try await driver.advanceAndPass()))
                    try await Task.sleep(for: Self.pause)
                }
            } catch is CancellationError {
                return
            } catch {
                source.yield(.failed(error))
            }
        }
        defer {
            keys.cancel()
            work.cancel()
            interruption.end()
        }
        return try await session.input.withKeys { try await follow(happenings) }
    }

    private mutating func follow(
        _ happenings: AsyncStream<Happening>
    ) async throws -> Driver.Standing {
        var last = Driver.Standing.waits([])
        for await happening in happenings {
            switch happening {
            case .standing(let standing):
                last = standing
                try await look()
                if case .over = standing { return try finish(last) }
            case .keys(let bytes):
                if try await !type(bytes) { return try finish(last) }
            case .failed(let error):
                _ = try finish(last)
                throw error
            case .leave: return try finish(last)
            }
            try draw()
        }
        return last
    }

    private mutating func finish(_ standing: Driver.Standing) throws -> Driver.Standing {
        try screen.clear()
        return standing
    }

    /// Takes in what has changed.
    private mutating func look() async throws {
        for (run, event) in try await record.next() {
            if let line = writer.line(event, of: run) { news.append(line) }
        }
        news = news.suffix(20)
        let report = try await database.runtime.report(on: run)
        var duties: [DutyRow] = []
        for member in try await driver.family() {
            duties += try await database.store.duties(of: member).filter { $0.state == .open }
        }
        dialog.offer(try await choices(duties))
        let frame = LiveFrame(
            report: report, duties: duties, news: news, now: database.now,
            isVirtual: database.virtualClock != nil, wording: wording)
        let size = screen.size
        self.frame = frame.lines(width: size.width, height: size.height)
    }

    private func choices(_ rows: [DutyRow]) async throws -> [Dialog.Choice] {
        var choices: [Dialog.Choice] = []
        for row in rows {
            guard let duty = try await database.runtime.load(row.run)?.duties[row.duty] else {
                continue
            }
            let text = DutyText(row, wording)
            choices.append(
                Dialog.Choice(
                    duty: row.duty, run: row.run, title: text.title, people: row.desks,
                    offered: text.offered, isVerification: duty.proposal != nil,
                    form: try await database.runtime.form(of: duty), digest: text.digest))
        }
        return choices
    }

    private mutating func draw() throws {
        let width = screen.size.width - 1
        var lines = frame + [""]
        if let complaint = dialog.complaint {
            lines.append(LiveFrame.cut(wording.style.paint("✗ \(complaint)", .red), to: width))
        }
        lines.append(LiveFrame.cut(wording.style.paint(dialog.question, .bold), to: width))
        try screen.draw(lines, prompt: "> \(editor.text)")
    }

    /// False when whoever types wants to leave.
    private mutating func type(_ bytes: [UInt8]) async throws -> Bool {
        for key in editor.type(bytes) {
            guard case .line(let text) = key else { return false }
            switch dialog.answer(text) {
            case .nothing: continue
            case .leave: return false
            case .letTimePass:
                if let next = try await database.nextMoment() {
                    try await database.advance(to: next)
                }
            case .act(let act, let run):
                let answer = try await database.runtime.submit(
                    Command(id: "", body: .act(act)), to: run)
                if case .refused(let refusal) = answer { dialog.complaint = refusal.message }
            }
            try await look()
        }
        return true
    }
}
