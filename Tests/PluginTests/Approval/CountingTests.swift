import ApprovalTasks
import OnusCatalog
import OnusPlugin
import OnusValues
import Testing

/// Votes by how many said what; the rest has not decided.
private struct Tally: CustomStringConvertible {
    var counts: [Int]
    var abstained: Int
    var open: Int

    var deciders: Int { counts.reduce(0, +) + abstained + open }
    var description: String { "\(counts) abstained \(abstained) open \(open)" }

    /// Every way in which `deciders` people can stand, some of them undecided.
    static func all(deciders: Int, choices: Int, abstaining: Bool) -> [Tally] {
        parts(of: deciders, into: choices + 2).compactMap { parts in
            let tally = Tally(
                counts: Array(parts[..<choices]), abstained: parts[choices],
                open: parts[choices + 1])
            return abstaining || tally.abstained == 0 ? tally : nil
        }
    }

    /// Every way in which the open votes can still fall.
    func completions(abstaining: Bool) -> [Tally] {
        Self.parts(of: open, into: counts.count + 1).compactMap { parts in
            guard abstaining || parts[counts.count] == 0 else { return nil }
            return Tally(
                counts: zip(counts, parts).map { $0 + $1 },
                abstained: abstained + parts[counts.count],
                open: 0)
        }
    }

    private static func parts(of number: Int, into places: Int) -> [[Int]] {
        guard places > 1 else { return [[number]] }
        return (0...number).flatMap { first in
            parts(of: number - first, into: places - 1).map { [first] + $0 }
        }
    }

    /// One vote a person, in this order of choices.
    func votes(_ choices: [String]) -> [String?] {
        let said = zip(choices, counts).flatMap { Array(repeating: String?.some($0), count: $1) }
        return said + Array(repeating: "abstained", count: abstained)
            + Array(repeating: nil, count: open)
    }
}

/// A rule, as authors write it and as one would explain it: are `count` of `voters` enough?
private struct RuleCase: Sendable, CustomTestStringConvertible {
    let written: Value
    let isEnough: @Sendable (_ count: Int, _ voters: Int) -> Bool
    var testDescription: String { "\(written)" }

    static let all: [RuleCase] = [
        RuleCase(written: "any") { count, _ in count >= 1 },
        RuleCase(written: "all") { count, voters in count >= 1 && count == voters },
        RuleCase(written: "in_order") { count, voters in count >= 1 && count == voters },
        RuleCase(written: "majority") { count, voters in 2 * count > voters },
        RuleCase(written: ["at_least": 2]) { count, _ in count >= 2 },
        RuleCase(written: ["share": "2/3"]) { count, voters in count >= 1 && 3 * count >= 2 * voters
        },
        RuleCase(written: ["share": .decimal(1)]) { count, voters in count >= 1 && count == voters
        },
        RuleCase(written: ["share": "50%"]) { count, voters in count >= 1 && 2 * count >= voters },
    ]
}

@Suite("Counting, against trying out every way in which the open votes can fall")
struct CountingTests {
    private static let choices = ["approved", "rejected"]

    /// What the count must come to when everybody has decided.
    private static func end(_ tally: Tally, _ rule: RuleCase, tie: Bool) -> String {
        let (approved, rejected) = (tally.counts[0], tally.counts[1])
        if rule.isEnough(approved, approved + rejected) { return "approved" }
        return tie && approved == rejected && approved > 0 ? "tied" : "rejected"
    }

    @Test(
        "an approval settles as soon as it can end in one way only, and in that way",
        arguments: RuleCase.all)
    private func approval(rule: RuleCase) throws {
        var settled = 0
        for tie in [false, true] where !tie || rule.written == "majority" {
            var parameters: ValueMap = ["rule": rule.written, "abstain": "allowed"]
            if tie { parameters["tie"] = "tied" }
            let task = try duty("approval", of: ApprovalPlugin.self, parameters)
            for deciders in 1...6 {
                for tally in Tally.all(deciders: deciders, choices: 2, abstaining: true) {
                    let ends = Set(
                        tally.completions(abstaining: true).map { Self.end($0, rule, tie: tie) })
                    let verdict = try task.evaluate(view(tally.votes(Self.choices)))
                    #expect(verdict.name == (ends.count == 1 ? ends.first : nil), "\(tally)")
                    settled += verdict.name == nil ? 0 : 1
                }
            }
        }
        #expect(settled > 100)
    }

    @Test("a quorum only ever delays an approval, and fails when it cannot be reached")
    func quorum() throws {
        for rule in RuleCase.all {
            let plain = try duty(
                "approval", of: ApprovalPlugin.self, ["rule": rule.written, "abstain": "allowed"])
            let careful = try duty(
                "approval", of: ApprovalPlugin.self,
                ["rule": rule.written, "abstain": "allowed", "quorum": 4])
            for deciders in 1...6 {
                for tally in Tally.all(deciders: deciders, choices: 2, abstaining: true) {
                    let votes = view(tally.votes(Self.choices))
                    let with = try careful.evaluate(votes).name
                    let without = try plain.evaluate(votes).name
                    if deciders < 4 {
                        #expect(with == "rejected")
                    } else if without == "approved", deciders - tally.open < 4 {
                        #expect(with == nil, "\(tally)")
                    } else {
                        #expect(with == without, "\(tally)")
                    }
                }
            }
        }
    }

    @Test(
        "choices of one's own settle as soon as they can end in one way only",
        arguments: RuleCase.all)
    private func ownOutcomes(rule: RuleCase) throws {
        let choices = ["warning", "demerit", "none"]
        for abstaining in [false, true] {
            let task = try duty(
                "approval", of: ApprovalPlugin.self,
                [
                    "rule": rule.written, "outcomes": ["warning", "demerit", "none"],
                    "abstain": abstaining ? "allowed" : "forbidden",
                ])
            for deciders in 1...5 {
                for tally in Tally.all(deciders: deciders, choices: 3, abstaining: abstaining) {
                    let ends = Set(
                        tally.completions(abstaining: abstaining).map { tally in
                            let voters = tally.counts.reduce(0, +)
                            let place = tally.counts.firstIndex { rule.isEnough($0, voters) }
                            return place.map { choices[$0] } ?? "undecided"
                        })
                    let verdict = try task.evaluate(view(tally.votes(choices)))
                    #expect(verdict.name == (ends.count == 1 ? ends.first : nil), "\(tally)")
                }
            }
        }
    }

    @Test("votes on a field too agree where its value is the same", arguments: RuleCase.all)
    private func settledField(rule: RuleCase) throws {
        // What people choose from: approved with 5, approved with 7, and rejected.
        let choices = ["approved", "approved", "rejected"]
        guard rule.written != "any" else {
            let parameters: ValueMap = ["rule": "any", "settle": "grant"]
            #expect(throws: TaskFault.self) {
                try duty("approval", of: ApprovalPlugin.self, parameters)
            }
            return
        }
        let task = try duty(
            "approval", of: ApprovalPlugin.self, ["rule": rule.written, "settle": "grant"])
        for deciders in 1...5 {
            for tally in Tally.all(deciders: deciders, choices: 3, abstaining: false) {
                let ends = Set(
                    tally.completions(abstaining: false).map { tally in
                        let most = max(tally.counts[0], tally.counts[1])
                        return rule.isEnough(most, deciders) ? "approved" : "rejected"
                    })
                let grants: [Value] =
                    Array(repeating: 5, count: tally.counts[0])
                    + Array(repeating: 7, count: tally.counts[1] + tally.counts[2])
                var acts = decisions(tally.votes(choices))
                for (index, grant) in grants.enumerated() { acts[index].fields["grant"] = grant }
                let verdict = try task.evaluate(
                    DutyView(deciders: people(deciders), acts: acts))
                #expect(verdict.name == (ends.count == 1 ? ends.first : nil), "\(tally)")
            }
        }
    }

    @Test("the order in which votes come changes nothing, and no approval hurts")
    func orderAndMonotony() throws {
        var random = Seeded(20_260_928)
        let words = ["approved", "rejected", "returned", "abstained"]
        for round in 0..<400 {
            let rule = RuleCase.all[round % RuleCase.all.count]
            let task = try duty(
                "approval", of: ApprovalPlugin.self, ["rule": rule.written, "abstain": "allowed"])
            let deciders = Int.random(in: 1...7, using: &random)
            let votes = (0..<deciders).map { _ in words.randomElement(using: &random) }
            let acts = decisions(votes)
            let plain = try task.evaluate(DutyView(deciders: people(deciders), acts: acts))
            let shuffled = acts.shuffled(using: &random)
            let other = try task.evaluate(DutyView(deciders: people(deciders), acts: shuffled))
            #expect(other.name == plain.name && other.because == plain.because)
            guard plain.name == "approved" else { continue }
            for place in votes.indices {
                var better = votes
                better[place] = "approved"
                #expect(try task.evaluate(view(better)).name == "approved")
            }
        }
    }

    @Test("whoever has a veto is waited for, and their rejection alone rejects")
    func veto() throws {
        for rule in RuleCase.all {
            let task = try duty(
                "approval", of: ApprovalPlugin.self,
                ["rule": rule.written, "veto": ["p4"], "abstain": "allowed"])
            for tally in Tally.all(deciders: 3, choices: 2, abstaining: true) {
                let others = tally.votes(Self.choices)
                #expect(try task.evaluate(view(others + ["rejected"])).name == "rejected")
                #expect(try task.evaluate(view(others + [nil])).name != "approved")
            }
        }
    }
}
