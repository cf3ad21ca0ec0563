import OnusCLI
import Testing

@Suite("usage")
struct UsageTests {
    @Test("help goes to stdout and is no failure", arguments: [[], ["--help"], ["help", "check"]])
    func help(arguments: [String]) async {
        let answer = await Terminal().onus(arguments)
        #expect(answer.status == .done)
        #expect(answer.result.contains("USAGE: onus"))
        #expect(answer.messages.isEmpty)
    }

    @Test("the version is one line")
    func version() async {
        let answer = await Terminal().onus("--version")
        #expect(answer.status == .done)
        #expect(answer.result.split(separator: "\n").count == 1)
    }

    @Test(
        "what cannot be understood ends with 64 and says how it is meant",
        arguments: [
            ["chekc"], ["check"], ["check", "a.yaml", "--format", "xml"], ["check", "--loud", "a"],
            ["plugins", "--quiet", "--verbose"],
        ])
    func usage(arguments: [String]) async {
        let answer = await Terminal().onus(arguments)
        #expect(answer.status == .usage)
        #expect(answer.result.isEmpty)
        #expect(answer.messages.contains("Usage: onus"))
    }

    @Test("completion scripts come for the usual shells", arguments: ["bash", "zsh", "fish"])
    func completion(shell: String) async {
        let answer = await Terminal().onus("--generate-completion-script", shell)
        #expect(answer.status == .done)
        #expect(answer.result.contains("onus"))
    }

    @Test("a reader that goes away ends a command without a word")
    func closed() async {
        var terminal = Terminal()
        terminal.patience = 0
        let answer = await terminal.onus("explain")
        #expect(answer.status == .done)
        #expect(answer.messages.isEmpty)
    }
}
