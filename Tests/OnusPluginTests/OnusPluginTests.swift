import OnusPlugin
import OnusValues
import Testing

@Suite("What a duty task is told")
struct DutyViewTests {
    private func decide(_ person: Person, _ outcome: String, for other: Person? = nil) -> Act {
        Act(.decide, by: person, onBehalfOf: other, at: .epoch, outcome: outcome)
    }

    @Test("the last decision of each decider stands, in the order in which they came")
    func decisions() {
        let view = DutyView(
            deciders: ["a", "b", "c"],
            acts: [
                decide("a", "no"), decide("b", "yes"), decide("a", "yes"), decide("x", "no"),
                Act(.comment, by: "c", at: .epoch, comment: "hm"),
            ])
        #expect(view.decisions.map(\.voice) == ["b", "a"])
        #expect(view.decisions.map(\.outcome) == ["yes", "yes"])
        #expect(view.undecided == ["c"])
    }

    @Test("a delegate speaks with the voice of who delegated")
    func delegates() {
        let view = DutyView(
            deciders: ["a", "b"], acts: [decide("deputy", "yes", for: "a"), decide("a", "no")])
        #expect(view.decisions.map(\.outcome) == ["no"])
        #expect(view.undecided == ["b"])
    }

    @Test("what a verifier returned stands no longer, and what was verified does")
    func verification() {
        let done = decide("a", "done")
        func view(_ word: String) -> DutyView {
            DutyView(
                deciders: ["a"], acts: [done, Act(.verify, by: "v", at: .epoch, outcome: word)])
        }
        #expect(view(Act.returned).decisions == [])
        #expect(view(Act.returned).undecided == ["a"])
        #expect(view(Act.verified).decisions == [done])
    }

    @Test("files are counted by their content")
    func files() {
        let one = File(name: "a.pdf", digest: "1", size: 1)
        let copy = File(name: "b.pdf", digest: "1", size: 1)
        let two = File(name: "a.pdf", digest: "2", size: 1)
        let view = DutyView(
            deciders: [],
            acts: [
                Act(.attach, by: "a", at: .epoch, evidence: [one, copy]),
                Act(.progress, by: "b", at: .epoch, evidence: [two]),
            ])
        #expect(view.files == [one, two])
    }

    @Test("a comment of blanks says nothing", arguments: [nil, "", " \n\t"])
    func blanks(comment: String?) {
        #expect(Act(.comment, by: "a", at: .epoch, comment: comment).words == nil)
    }
}

@Suite("Outcomes")
struct OutcomeTests {
    @Test("an outcome that comes about unasked must be mapped, unless it continues")
    func mapping() {
        #expect(Outcome("returned").mustBeMapped == false)
        #expect(Outcome("tied", isOffered: false).mustBeMapped)
        #expect(Outcome("rejected", mustBeMapped: true).mustBeMapped)
        #expect(Outcome("done", continues: true, mustBeMapped: true).mustBeMapped == false)
        #expect(Outcome("abstained", settles: false, mustBeMapped: true).mustBeMapped == false)
    }
}

@Suite("Settings of a plugin")
struct SettingsTests {
    private let settings = Settings(
        [
            "text": "a", "number": 3, "switch": true, "money": "10.50", "list": ["a", "b"],
            "part": ["path": "x"], "absolute": "/x", "nothing": .null,
        ], folder: "/srv")

    @Test("each reader takes its own type, and nothing where nothing is set")
    func reading() throws {
        #expect(try settings.string("text") == "a")
        #expect(try settings.integer("number") == 3)
        #expect(try settings.bool("switch") == true)
        #expect(try settings.decimal("money")?.description == "10.50")
        #expect(try settings.decimal("number") == 3)
        #expect(try settings.strings("list") == ["a", "b"])
        #expect(try settings.strings("text") == ["a"])
        #expect(try settings.section("part")?.path("path") == "/srv/x")
        #expect(try settings.path("absolute") == "/x")
        #expect(try settings.string("nothing") == nil)
        #expect(try settings.strings("absent") == nil)
        #expect(settings["nothing"] == nil)
    }

    @Test("another type is told by name")
    func mistakes() {
        let error = #expect(throws: SettingsError.self) { try settings.integer("text") }
        #expect(error?.description == "setting `text`: expected a whole number")
        #expect(throws: SettingsError.self) { try settings.bool("number") }
        #expect(throws: SettingsError.self) { try settings.decimal("list") }
        #expect(throws: SettingsError.self) { try settings.section("text") }
        #expect(throws: SettingsError("list", "expected a list of texts")) {
            try Settings(["list": ["a", 1]]).strings("list")
        }
    }

    @Test("a name that nobody reads is told with those that are")
    func unknown() {
        #expect(throws: SettingsError("b", "expected one of `a`, `c`", known: ["a", "c"])) {
            try Settings(["a": 1, "b": 2]).allow("a", "c")
        }
        #expect(throws: SettingsError("a", "there are no settings here")) {
            try Settings(["a": 1]).allow()
        }
    }
}

@Suite("Types of parameters")
struct ParameterTypeTests {
    private struct Sample: ActionTask {
        static let name = "sample"
        @Parameter("a") var amount: Decimal
        @Parameter("b") var wait: Duration = .seconds(1)
        @Parameter("c") var note: String?
        @Parameter("d", name: "to") var people: People = []
        func perform(_ context: ActionContext) async throws -> NoOutput { NoOutput() }
    }

    private struct Whole: Codable {
        @Parameter("") var amount: Decimal
        @Parameter("") var maybe: Decimal?

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            _amount = try container.decode(Parameter<Decimal>.self, forKey: .amount)
            _maybe = try container.decode(Parameter<Decimal?>.self, forKey: .maybe)
        }
        func encode(to encoder: any Encoder) throws {}
        enum Key: String, CodingKey { case amount, maybe }
    }

    @Test("what must be given is told from what has a default or may be absent")
    func required() {
        let labels = Mirror(reflecting: Sample()).children.compactMap { child in
            (child.value as? any AnyParameter).map { ($0.isRequired, $0.name) }
        }
        #expect(labels.map(\.0) == [true, false, false, false])
        #expect(labels.map(\.1) == [nil, nil, nil, "to"])
    }

    @Test("a test sets parameters like any property")
    func setting() {
        var task = Sample()
        task.amount = 7
        #expect(task.amount == 7 && task.wait == .seconds(1) && task.note == nil)
    }

    @Test("decimals stay decimals on their way into a parameter")
    func native() throws {
        let exact = try #require(Decimal("1.10"))
        let whole = try ValueDecoder().decode(
            Whole.self, from: ["amount": .decimal(exact), "maybe": .null])
        #expect(whole.amount.description == "1.10" && whole.maybe == nil)
    }

    @Test("people are read from one id or from a list, without a repeat")
    func people() throws {
        #expect(try ValueDecoder().decode(People.self, from: "a") == ["a"])
        #expect(try ValueDecoder().decode(People.self, from: ["a", "b", "a"]) == ["a", "b"])
        #expect(throws: ValueDecodingError.self) {
            try ValueDecoder().decode(People.self, from: ["a", 1])
        }
        #expect(try ValueEncoder().encode(People(["b", "a"])) == ["b", "a"])
    }
}
