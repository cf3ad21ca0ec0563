import Foundation
import OnusCLI
import Testing

@Suite("README")
struct ReadmeTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// What the README says that the demo shows, `…` standing for anything.
    private func shown() throws -> [String] {
        let path = Self.root.appending(path: "README.md")
        let text = try String(contentsOf: path, encoding: .utf8)
        let block = text.split(separator: "$ ./Scripts/demo\n").last?.split(separator: "```").first
        return try #require(block).split(separator: "\n").map(String.init)
            .filter { !$0.hasPrefix("$ ") }
    }

    /// One line with single blanks, since the columns of the README are narrower.
    private static func words(_ line: some StringProtocol) -> String {
        line.split(separator: " ").joined(separator: " ")
    }

    private static func matches(_ line: String, _ pattern: String) -> Bool {
        let pieces = pattern.split(separator: "…", omittingEmptySubsequences: false)
        guard var rest = Optional(line[...]), let first = pieces.first, rest.hasPrefix(first) else {
            return false
        }
        rest = rest.dropFirst(first.count)
        for piece in pieces.dropFirst() where !piece.isEmpty {
            guard let found = rest.range(of: piece) else { return false }
            rest = rest[found.upperBound...]
        }
        return pieces.count > 1 && pieces.last?.isEmpty == true || rest.isEmpty
    }

    @Test("the demo shows what the README says, line by line and in this order")
    func demo() async throws {
        let folder = try Folder()
        var terminal = Terminal(in: Self.root.path)
        terminal.plugins = Shop.plugins
        terminal.variables["ONUS_DATABASE"] = "sqlite:\(folder.path)/demo.db"
        let check = await terminal.onus(
            "check", "Workflows", "--organization",
            "Workflows/organizations/provincial-holding.yaml")
        let fund = "Workflows/technology-transfer/special-fund"
        let run = await terminal.onus(
            "run", "\(fund).yaml", "--as", "sun.li", "--clock", "virtual", "--inputs",
            "\(fund).inputs.json", "--script", "\(fund).script.yaml")
        let said = [check, run].flatMap { [$0.result, $0.messages] }
            .flatMap { $0.split(separator: "\n") }.map { Self.words($0) }
        var rest = said[...]
        let shown = try shown()
        #expect(shown.count > 10)
        for line in shown {
            let pattern = Self.words(line)
            guard let found = rest.firstIndex(where: { Self.matches($0, pattern) }) else {
                Issue.record("the demo does not show: \(line)")
                continue
            }
            rest = rest[(found + 1)...]
        }
    }
}
