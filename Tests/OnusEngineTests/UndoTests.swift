import OnusCEL
import OnusEngine
import OnusModel
import OnusPlugin
import OnusValues
import Testing

@Suite("What was done several times is undone as often")
struct UndoTests {
    private func undone(_ step: Step, by undo: StepID) -> Step {
        var step = step
        step.undo = undo
        return step
    }

    private func last(_ step: Step) -> Step {
        var step = step
        step.next = Next(otherwise: .leave)
        return step
    }

    /// An action that is told something of where it stands.
    private func told(_ id: String, _ text: String) throws -> Step {
        Step(
            id: StepID(id),
            verb: .action(
                ActionPlan(task: "work", parameters: [Binding("what", .expression(try .cel(text)))])
            ))
    }

    private var stopping: Step {
        Step(id: "stop", verb: .end(EndPlan(outcome: "no", undoesAll: true)))
    }

    /// The parameters of what was asked for last, which is then done.
    private func done(_ desk: inout Desk, at place: Place) throws -> Value? {
        guard case .action(let action) = desk.state?.activations[place]?.work else { return nil }
        try desk.send(.actionCompleted(place, attempt: 1, outputs: ["n": 1]))
        return action.parameters["what"]
    }

    @Test("the items of a foreach are undone in their own lists, the newest first")
    func items() throws {
        let body = [
            undone(last(action("pay")), by: "give_back"),
            try told("give_back", "n + ' by ' + vars.name + ' ' + string(steps.pay.n)"),
        ]
        let list = try each(
            "all", "['a', 'b', 'c']", "n", body,
            variables: [Field(name: "name", type: .string, defaultValue: "eve")])
        var desk = try Desk(plan([list, stopping]))
        try desk.start()
        for number in 1...3 {
            let place = Place(rawValue: "all/n[\(number)]/pay")
            try desk.send(.actionCompleted(place, attempt: 1, outputs: ["n": .int(Int64(number))]))
        }
        #expect(desk.state?.status == .running)
        for (number, item) in [(3, "c"), (2, "b"), (1, "a")] {
            let place = Place(rawValue: "all/n[\(number)]/give_back")
            #expect(desk.state?.activations.keys.sorted() == [place])
            #expect(try done(&desk, at: place) == .string("\(item) by eve \(number)"))
        }
        #expect(desk.state?.outcome == "no")
    }

    @Test("each pass of a loop is undone with what it had given")
    func passes() throws {
        let body = [
            undone(last(action("pay")), by: "give_back"), try told("give_back", "steps.pay.n"),
        ]
        var desk = try Desk(
            plan([
                try again("rounds", body, until: "steps.pay.n > 1", most: 3), stopping,
            ]))
        try desk.start()
        try desk.send(.actionCompleted("rounds/pay", attempt: 1, outputs: ["n": 1]))
        try desk.send(.actionCompleted("rounds/pay#2", attempt: 1, outputs: ["n": 2]))
        #expect(try done(&desk, at: "rounds/give_back") == 2)
        #expect(try done(&desk, at: "rounds/give_back#2") == 1)
        #expect(desk.state?.outcome == "no")
    }

    @Test("whatever people answer who undo something, the next one follows")
    func people() throws {
        var undo = try duty(
            "take_back", responsible: "person('ann')",
            next: Next(byOutcome: ["rejected": .continue]))
        undo.next.byOutcome["approved"] = .continue
        var desk = try Desk(
            plan([
                undone(action("first"), by: "forget"), undone(action("second"), by: "take_back"),
                stopping, undo, action("forget"),
            ]))
        try desk.start()
        try desk.send(.actionCompleted("first", attempt: 1, outputs: [:]))
        try desk.send(.actionCompleted("second", attempt: 1, outputs: [:]))
        try desk.decide("take_back", "rejected", by: "ann")
        #expect(desk.state?.activations.keys.sorted() == ["forget"])
        try desk.send(.actionCompleted("forget", attempt: 1, outputs: [:]))
        #expect(desk.state?.outcome == "no")
    }
}
