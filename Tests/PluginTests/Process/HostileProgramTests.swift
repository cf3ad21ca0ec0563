import OnusPlugin
import OnusTesting
import OnusValues
import ProcessTasks
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite("Programs that behave badly")
struct HostileProgramTests {
    private let folder: Folder
    private let bench: ActionBench

    init() throws {
        folder = try Folder()
        bench = try ActionBench([ProcessPlugin.self])
    }

    private func run(_ script: String, _ parameters: ValueMap = [:]) async throws -> ValueMap {
        var parameters = parameters
        parameters["program"] = .string(try folder.script(script))
        return try await bench.perform("process.run", parameters, key: "a")
    }

    /// The process whose number a script wrote to a file.
    private func process(_ name: String) -> pid_t? {
        pid_t(folder.read(name).filter { $0.isNumber })
    }

    private let short: ValueMap = ["time_limit": .duration(.milliseconds(300))]

    @Test("one that does not end is ended when its time is over")
    func endless() async throws {
        let error = await #expect(throws: TaskFailure.self) {
            try await run("echo $$ > \(folder.path)/id; exec tail -f /dev/null", short)
        }
        #expect(error?.name == "timeout" && error?.mayPass == true)
        #expect(kill(try #require(process("id")), 0) == -1)
    }

    @Test("one that ignores polite signals is ended all the same")
    func stubborn() async throws {
        let error = await #expect(throws: TaskFailure.self) {
            try await run(
                "trap '' TERM HUP INT; echo $$ > \(folder.path)/id; while :; do tail -f /dev/null; done",
                short)
        }
        #expect(error?.name == "timeout")
        #expect(kill(try #require(process("id")), 0) == -1)
    }

    @Test("one that may clean up does")
    func polite() async throws {
        let error = await #expect(throws: TaskFailure.self) {
            try await run(
                "trap 'echo bye > \(folder.path)/bye; exit 0' TERM; tail -f /dev/null & wait", short
            )
        }
        #expect(error?.name == "timeout")
        #expect(folder.read("bye") == "bye\n")
    }

    @Test("one that writes without end is ended at the limit", arguments: ["", ">&2"])
    func flood(where place: String) async throws {
        let error = await #expect(throws: TaskFailure.self) {
            try await run("yes \(place)", ["output_limit": 100_000])
        }
        #expect(error?.name == "too_much_output")
    }

    @Test("as much as the limit is not too much")
    func brim() async throws {
        let outputs = try await run(
            "printf 12345", ["output_limit": 5, "format": "text"])
        #expect(outputs["text"] == "12345")
        await #expect(throws: TaskFailure.self) {
            try await run("printf 123456", ["output_limit": 5, "format": "text"])
        }
    }

    @Test("a child that it leaves behind holds nobody up, and is ended with it")
    func orphan() async throws {
        // Were it waited for, the time limit of the program would end this with an error.
        let outputs = try await run("tail -f /dev/null & echo $! > \(folder.path)/id; echo '{}'")
        #expect(outputs["output"] == .map([:]))
        try await expectGone(try #require(process("id")))
    }

    // Off where no program `setsid` leads a child out of its group, as on macOS.
    @Test("a child that left the group keeps nothing open here", .enabled(if: Folder.hasSetsid))
    func escaped() async throws {
        let outputs = try await run(
            """
            setsid sh -c 'echo $$ > \(folder.path)/id; exec tail -f /dev/null' &
            until [ -s \(folder.path)/id ]; do :; done
            echo '{}'
            """)
        #expect(outputs["output"] == .map([:]))
        kill(try #require(process("id")), SIGKILL)
    }

    @Test("one that closes its outputs and goes on is waited for")
    func mute() async throws {
        let outputs = try await run(
            "echo '{}'; exec >&- 2>&-; tail -f /dev/null & kill $!; exit 0")
        #expect(outputs["status"] == 0)
    }

    @Test("one whose step is cancelled is ended")
    func cancelled() async throws {
        let name = try folder.script("echo $$ > \(folder.path)/id; exec tail -f /dev/null")
        let bench = bench
        let task = Task {
            try await bench.perform("process.run", ["program": .string(name)], key: "a")
        }
        while process("id") == nil { await Task.yield() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(kill(try #require(process("id")), 0) == -1)
    }

    @Test("forty at once all end, and leave no descriptor open", .timeLimit(.minutes(5)))
    func crowd() async throws {
        let before = Folder.openDescriptors()
        let name = try folder.script("cat")
        let bench = bench
        try await withThrowingTaskGroup(of: Value?.self) { group in
            for number in 0..<40 {
                group.addTask {
                    try await bench.perform(
                        "process.run",
                        ["program": .string(name), "input": ["n": .int(Int64(number))]],
                        key: "\(number)")["output"]
                }
            }
            let answers = try await group.reduce(into: [Value?]()) { $0.append($1) }
            #expect(Set(answers) == Set((0..<40).map { ["n": .int($0)] as Value }))
        }
        // Other tests open some meanwhile and close them again; what forty programs had left open,
        // a hundred and twenty, would stay, and the time limit would end this.
        while Folder.openDescriptors() >= before + 60 { await Task.yield() }
    }

    /// The kernel takes a moment to end a process that was sent a signal.
    private func expectGone(_ id: pid_t) async throws {
        let clock = ContinuousClock()
        let end = clock.now + .seconds(10)
        while Self.isRunning(id), clock.now < end { await Task.yield() }
        #expect(!Self.isRunning(id))
    }

    /// Whether it is there and not just waiting to be forgotten by its parent.
    private static func isRunning(_ id: pid_t) -> Bool {
        guard kill(id, 0) == 0 else { return false }
        guard let file = fopen("/proc/\(id)/stat", "r") else { return false }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 512)
        guard fgets(&line, 512, file) != nil else { return false }
        let text = String(
            decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        return !(text.split(separator: ")").last?.hasPrefix(" Z") ?? true)
    }
}

@Suite("Which programs may run")
struct ProgramSettingsTests {
    private func run(_ program: String, _ settings: ValueMap) async throws -> ValueMap {
        let bench = try ActionBench([ProcessPlugin.self], settings: ["process": settings])
        return try await bench.perform(
            "process.run", ["program": .string(program), "format": "text"], key: "a")
    }

    @Test("bare names are found in the folders of the settings only")
    func path() async throws {
        let folder = try Folder()
        _ = try folder.script("echo $GREETING", named: "greet")
        let settings: ValueMap = [
            "path": .list([.string(folder.path)]), "environment": ["GREETING": "hello"],
        ]
        #expect(try await run("greet", settings)["text"] == "hello\n")
        let error = await #expect(throws: TaskFailure.self) { try await run("ls", settings) }
        #expect(error?.message == "there is no program `ls` in \(folder.path)")
    }

    @Test("a list of allowed programs holds behind links and other spellings")
    func allow() async throws {
        let folder = try Folder()
        let good = try folder.script("echo good", named: "good")
        let bad = try folder.script("echo bad", named: "bad")
        symlink(bad, "\(folder.path)/alias")
        let settings: ValueMap = ["allow": .list([.string(good)])]
        #expect(try await run(good, settings)["text"] == "good\n")
        #expect(
            try await run("\(folder.path)/../\(folder.name)/good", settings)["text"] == "good\n")
        for program in [bad, "\(folder.path)/alias", "/bin/echo"] {
            let error = await #expect(throws: TaskFailure.self) { try await run(program, settings) }
            #expect(error?.message == "the settings do not allow the program `\(program)`")
        }
    }

    @Test(
        "settings that cannot be are refused",
        arguments: [
            (["path": ["bin"]], "setting `path`: expected absolute folders, got `bin`"),
            (["allow": 1], "setting `allow`: expected a list of texts"),
            (["environment": ["A=B": "1"]], "setting `environment`: expected a text for each name"),
            (["shell": true], "setting `shell`: expected one of `allow`, `path`, `environment`"),
        ] as [(ValueMap, String)])
    func refused(values: ValueMap, message: String) {
        let error = #expect(throws: SettingsError.self) {
            try ProcessPlugin(settings: Settings(values))
        }
        #expect(error?.description == message)
    }
}

extension Folder {
    static var hasDescriptors: Bool { access("/proc/self/fd", R_OK) == 0 }
    static var hasSetsid: Bool { access("/usr/bin/setsid", X_OK) == 0 }

    var name: String { String(path.split(separator: "/").last ?? "") }

    static func openDescriptors() -> Int {
        (0..<1024).count { fcntl($0, F_GETFD) >= 0 }
    }
}
