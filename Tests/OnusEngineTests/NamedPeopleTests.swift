import OnusEngine
import OnusModel
import OnusPlugin
import OnusValues
import Testing

@Suite("People who are named")
struct NamedPeopleTests {
    @Test("an input that names somebody who is not there starts nothing")
    func inputs() throws {
        let fields = [Field(name: "who", type: .person), Field(name: "all", type: .people)]
        let plan = try plan([duty("ask", responsible: "inputs.who")], inputs: fields)
        let cases: [(ValueMap, Refusal.Code?)] = [
            (["who": "zed", "all": ["ann"]], .badInput),
            (["who": "ann", "all": ["ann", "zed"]], .badInput),
            (["who": "ann", "all": ["ann", "bob"]], nil),
        ]
        for (inputs, code) in cases {
            var desk = try Desk(plan)
            let refusal = try desk.refusal(
                .start(StartRun(run: "r", initiator: "eve", inputs: inputs)))
            #expect(refusal == code)
        }
    }

    @Test("neither does an answer in a form")
    func form() throws {
        var step = try duty("ask")
        guard case .duty(var duty) = step.verb else { return #expect(Bool(false)) }
        duty.form = [Field(name: "who", type: .person)]
        step.verb = .duty(duty)
        var desk = try Desk(plan([step, end("done", "ok")]))
        try desk.start()
        func answer(_ person: Value) -> Command.Body {
            .act(
                ActOnDuty(
                    duty: "r/ask", kind: .decide, person: "ann", outcome: "approved",
                    fields: ["who": person]))
        }
        #expect(try desk.refusal(answer("zed")) == .badInput)
        #expect(try desk.refusal(answer("bob")) == nil)
    }
}
