import OnusCLI
import Testing

@Suite("Commands that messages recommend")
struct HintTests {
    @Test("whoever named a database can run what is recommended as it stands")
    func asPrinted() async throws {
        let shop = try await Shop()
        try shop.writeListener()
        let place = ["--database", "sqlite:a b.db"]
        let run = await shop.onus(
            ["run", "purchase.yaml", "--as", "sam", "--input", "item=drill", "--input", "amount=1"]
                + place)
        #expect(
            run.messages.contains("--as kim --database 'sqlite:a b.db'\n"), "\(run.messages)")
        let inbox = await shop.onus(["inbox", "--as", "kim"] + place)
        #expect(inbox.messages.contains("--as kim --database 'sqlite:a b.db'"))
        let stray = await shop.onus(["decide", "nix", "approved", "--as", "kim"] + place)
        #expect(
            stray.messages.contains("`onus inbox --database 'sqlite:a b.db'`"), "\(stray.messages)")
        let listens = await shop.onus(["run", "listener.yaml", "--as", "sam"] + place)
        #expect(
            listens.messages.contains("`onus send EVENT --database 'sqlite:a b.db'`"),
            "\(listens.messages)")
        let usual = await shop.onus("run", "listener.yaml", "--as", "sam")
        #expect(usual.messages.contains("`onus send EVENT` tells it an event"))
    }

    @Test("only what needs it names the database, and once")
    func completed() {
        let hints = Hints(database: "sqlite:it's.db")
        #expect(
            hints.complete(commandsIn: "`x` is not there; `onus runs` lists them, `onus check` no")
                == #"`x` is not there; `onus runs --database 'sqlite:it'\''s.db'` lists them, "#
                + "`onus check` no")
        #expect(hints.complete("onus log r --database a.db") == "onus log r --database a.db")
        #expect(
            Hints(database: "sqlite:a.db").complete("onus runs")
                == "onus runs --database sqlite:a.db")
    }

    @Test("it is known of every command whether it looks into a database")
    func known() async throws {
        let help = await Terminal().onus("--help").result
        let names = help.split(separator: "\n").compactMap { line -> String? in
            // What goes on on the next line stands further to the right.
            guard line.hasPrefix("  "), !line.hasPrefix("   "),
                let name = line.dropFirst(2).split(separator: " ").first,
                name.allSatisfy({ $0.isLetter && $0.isLowercase })
            else { return nil }
            return String(name)
        }
        #expect(names.count > 20, "\(help)")
        for name in names {
            let takes = await Terminal().onus(name, "--help").result.contains("--database")
            #expect(takes != Hints.withoutDatabase.contains(name), "\(name)")
        }
    }
}
