import OnusPlugin
import OnusTesting
import OnusValues
import ProcessTasks
import Testing

@Suite("Running a program")
struct ProcessTests {
    private let folder: Folder
    private let bench: ActionBench

    init() throws {
        folder = try Folder()
        bench = try ActionBench([ProcessPlugin.self])
    }

    private func run(_ script: String, _ parameters: ValueMap = [:]) async throws -> ValueMap {
        var parameters = parameters
        parameters["program"] = .string(try folder.script(script))
        return try await bench.perform("process.run", parameters, key: "run/step#1", attempt: 2)
    }

    private func failure(
        _ script: String, _ parameters: ValueMap = [:]
    ) async throws -> TaskFailure? {
        try await #require(throws: TaskFailure.self) { _ = try await run(script, parameters) }
    }

    @Test("JSON goes in and JSON comes out, decimals with all their digits")
    func json() async throws {
        let input: Value = [
            "amount": .decimal(try #require(Decimal("10000000000000000000.10"))),
            "due": .timestamp(.epoch), "names": ["李伟", "a\"b"], "none": .null,
            "wait": .duration(.seconds(90)),
        ]
        let outputs = try await run("cat", ["input": input])
        #expect(outputs["status"] == 0)
        #expect(outputs["error_text"] == "" && outputs["text"] == "")
        let output = try #require(outputs["output"]?.mapValue)
        #expect(output["amount"]?.decimalValue?.description == "10000000000000000000.10")
        #expect(output["due"] == "1970-01-01T00:00:00Z" && output["wait"] == "90s")
        #expect(output["names"] == ["李伟", "a\"b"] && output["none"] == .null)
    }

    @Test("arguments arrive one by one, and no shell reads them")
    func arguments() async throws {
        let outputs = try await run(
            "for a in \"$@\"; do echo \"<$a>\"; done",
            ["format": "text", "arguments": ["a b", "$(touch x); *", "", "--"]])
        #expect(outputs["text"] == "<a b>\n<$(touch x); *>\n<>\n<-->\n")
        #expect(outputs["output"] == nil)
    }

    @Test("a program sees a small environment, and the key of its step")
    func environment() async throws {
        let outputs = try await run("env | sort", ["format": "text"])
        let names = try #require(outputs["text"]?.stringValue).split(separator: "\n").map(
            String.init)
        let own = names.filter {
            !$0.hasPrefix("PWD=") && !$0.hasPrefix("_=") && !$0.hasPrefix("SHLVL=")
        }
        #expect(
            own == [
                "LANG=C.UTF-8", "ONUS_ATTEMPT=2", "ONUS_KEY=run/step#1", "ONUS_RUN=bench",
                "ONUS_STEP=run/step#1", "PATH=/usr/local/bin:/usr/bin:/bin",
            ])
    }

    // Off where a process cannot list its descriptors, as on macOS.
    @Test("a program sees no file of ours but its three", .enabled(if: Folder.hasDescriptors))
    func descriptors() async throws {
        let outputs = try await run("ls /proc/self/fd", ["format": "text"])
        // The fourth is the folder that `ls` itself reads.
        #expect(outputs["text"] == "0\n1\n2\n3\n")
    }

    @Test("a program that writes nothing has no output")
    func silence() async throws {
        let outputs = try await run("echo; echo warned >&2")
        #expect(outputs["output"] == nil && outputs["error_text"] == "warned\n")
    }

    @Test("what is not JSON is an error, unless text is expected")
    func badOutput() async throws {
        #expect(try await failure("echo hello")?.name == "bad_output")
        #expect(try await failure("printf '{} {}'")?.name == "bad_output")
        #expect(try await run("printf '\\377'", ["format": "text"])["text"] == "\u{FFFD}")
    }

    @Test("another status is a failure with the last words of the program; 75 may pass")
    func statuses() async throws {
        let failed = try await failure("echo first >&2; echo no such patent >&2; exit 3")
        #expect(failed?.name == "failed" && failed?.mayPass == false)
        #expect(failed?.message.hasSuffix("ended with status 3: no such patent") == true)
        #expect(try await failure("exit 75")?.mayPass == true)
        #expect(try await run("exit 3", ["success": [0, 3]])["status"] == 3)
    }

    @Test("a program that dies is a failure")
    func death() async throws {
        #expect(
            try await failure("kill -9 $$")?.message.hasSuffix("was ended by signal 9") == true)
        #expect(try await failure("kill -SEGV $$")?.name == "failed")
    }

    @Test("a program that closes its input early is fed no further, and that is no failure")
    func deaf() async throws {
        let long = Value.string(String(repeating: "x", count: 1 << 20))
        let outputs = try await run("exec <&-; echo '{\"heard\": false}'", ["input": long])
        #expect(outputs["output"] == ["heard": false])
        #expect(try await run("exit 0", ["input": long])["status"] == 0)
    }

    @Test("much input and much output at once do not block each other")
    func both() async throws {
        let long = Value.string(String(repeating: "x", count: 900_000))
        #expect(try await run("cat", ["input": long])["output"] == long)
    }

    @Test("a program that is not there, or is none, is not found")
    func notFound() async throws {
        try folder.write("text", to: "plain")
        for program in [
            "/nowhere/at/all", "no-such-program-here", "\(folder.path)/plain", folder.path,
        ] {
            let error = await #expect(throws: TaskFailure.self) {
                try await bench.perform(
                    "process.run", ["program": .string(program)], key: "a")
            }
            #expect(error?.name == "not_found" && error?.mayPass == false)
        }
        #expect(try await failure("exec /nowhere/x")?.name == "failed")
    }

    @Test(
        "parameters that make no sense are refused before anything runs",
        arguments: [
            (["program": ""], "`program` names no program"),
            (["program": "bin/x"], "`program` is an absolute path or a bare name"),
            (
                ["program": "x", "arguments": ["a\0b"]],
                "`arguments` has a zero byte, which ends a text"
            ),
            (
                ["program": "x", "time_limit": .duration(.zero)],
                "`time_limit` is above zero and at most a day"
            ),
            (["program": "x", "output_limit": 0], "`output_limit` is 1 to 67108864 bytes"),
        ] as [(ValueMap, String)])
    func problems(parameters: ValueMap, message: String) async {
        let error = await #expect(throws: (any Error).self) {
            try await bench.perform("process.run", parameters, key: "a")
        }
        #expect(error.map { "\($0)" } == "task `process.run`: parameter \(message)")
    }
}
