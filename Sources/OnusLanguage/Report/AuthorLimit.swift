import OnusCEL
import OnusCalendar
import OnusModel
import OnusValues
import OnusYAML

/// How much an author may write of something. `Workflows/LIMITS.md` is made of these.
package struct AuthorLimit: Sendable {
    package let what: String
    package let least: Int
    package let most: Int
    package let unit: String
    /// The code of the mistake when there is more, or the error that a run raises.
    package let told: String

    private init(_ what: String, _ range: ClosedRange<Int>, _ unit: String = "", told: String) {
        self.what = what
        least = range.lowerBound
        most = range.upperBound
        self.unit = unit
        self.told = told
    }

    private init(_ what: String, _ range: ClosedRange<Int>, _ unit: String = "", told code: Code) {
        self.init(what, range, unit, told: code.rawValue)
    }

    package var range: ClosedRange<Int> { least...most }

    // Files
    package static let bytes = Self(
        "size of a file", 0...YAMLLimits.standard.bytes, "bytes", told: .yamlTooLarge)
    package static let depth = Self(
        "lists and mappings inside each other", 0...YAMLLimits.standard.depth, told: .yamlTooDeep)
    package static let nodes = Self(
        "values, lists and mappings in a file", 0...YAMLLimits.standard.nodes,
        told: .yamlTooManyNodes)
    package static let mistakes = Self(
        "mistakes of a file that are listed", 0...Report.mostOfOneFile, told: .more)
    package static let steps = Self(
        "steps of a workflow", 1...WorkflowCheck.mostSteps, told: .tooManySteps)

    // Names
    package static let identifier = Self(
        "length of an id that expressions use", 1...Names.longestIdentifier, "characters",
        told: .badName)
    package static let handle = Self(
        "length of the name of a workflow, a person, a unit, an event", 1...Names.longestHandle,
        "characters", told: .badName)

    // Expressions
    package static let expression = Self(
        "size of an expression", 1...ExpressionLimits().bytes, "bytes", told: .expressionSyntax)
    package static let nesting = Self(
        "parts of an expression inside each other", 0...ExpressionLimits().depth,
        told: .expressionSyntax)
    package static let evaluation = Self(
        "small operations of one evaluation", 0...Budget().steps, told: "the error `expression`")
    package static let memory = Self(
        "memory of one evaluation", 0...Budget().bytes, "bytes", told: "the error `expression`")
    package static let written = Self(
        "what an expression or a step gives, as it is written", 0...WrittenLimits.value.bytes,
        "bytes", told: "the error `expression`")
    package static let writtenDepth = Self(
        "lists and mappings inside each other in it", 0...WrittenLimits.value.depth,
        told: "the error `expression`")

    // Numbers
    package static let version = Self(
        "`version` of a workflow", 1...1_000_000_000, told: .wrongType)
    package static let passes = Self("`at_most` of a step", 1...1000, told: .wrongType)
    package static let atOnce = Self(
        "`at_once` of a `foreach`", 1...ForeachPlan.mostItems, told: .wrongType)
    package static let items = Self(
        "items of a `foreach`", 0...ForeachPlan.mostItems, told: "the error `items`")
    package static let join = Self("`join` of branches or items", 1...1000, told: .wrongType)
    package static let signals = Self("`count` of a `receive`", 1...1000, told: .wrongType)
    package static let repetitions = Self(
        "`times` of a rung's `repeat`", 1...1000, told: .wrongType)
    package static let raise = Self("`raise` of a rung", 1...10, told: .wrongType)
    package static let retries = Self("`times` of a `retry`", 1...100, told: .wrongType)
    package static let priority = Self("`priority` of a duty", 0...9, told: .wrongType)
    package static let evidence = Self("`evidence` of a duty", 0...100, "files", told: .wrongType)
    package static let grants = Self("`times` of an `extend`", 1...100, told: .wrongType)
    package static let length = Self(
        "`minLength` and `maxLength` of a field", 0...1_000_000, told: .wrongType)
    package static let period = Self(
        "the number in a duration", 0...Period.largestAmount, told: .badTime)
    package static let years = Self("a duration", 0...100, "years", told: .badTime)
    package static let calls = Self(
        "workflows that call each other", 0...CallPlan.deepest, told: "the error `depth`")

    package static let all: [Self] = [
        bytes, depth, nodes, mistakes, steps, identifier, handle, expression, nesting, evaluation,
        memory, written, writtenDepth, version, passes, atOnce, items, join, signals, repetitions,
        raise, retries,
        priority,
        evidence, grants, length, period, years, calls,
    ]

    /// The table of `Workflows/LIMITS.md`.
    package static var table: String {
        "| what | least | most | beyond |\n| --- | ---: | ---: | --- |\n"
            + all.map { limit in
                let unit = limit.unit.isEmpty ? "" : " \(limit.unit)"
                let most = Self.grouped(limit.most) + unit
                return "| \(limit.what) | \(limit.least) | \(most) | \(limit.told) |\n"
            }.joined()
    }

    private static func grouped(_ number: Int) -> String {
        var groups: [Substring] = []
        var rest = Substring("\(number)")
        while rest.count > 3 {
            groups.insert(rest.suffix(3), at: 0)
            rest = rest.dropLast(3)
        }
        return ([rest] + groups).joined(separator: ",")
    }
}
