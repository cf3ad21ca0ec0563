// OnusCEL reads, checks and evaluates expressions in CEL, the Common Expression Language.
//
// A text becomes an `Expression` (parsed, every part with its place), an `Environment` says which
// names and functions there are and of which types, `check` reports every mistake of the text
// against it, and a `Program` is what is left to evaluate, as often as wanted:
//
//     let expression = try Expression(parsing: "inputs.amount >= decimal('5000000')")
//     let checked = environment.check(expression, expecting: .bool)
//     let program = checked.program               // nil when there are diagnostics
//     let value = try program.evaluate(variables)
//
// In the line parse → check → compile → decide, the language module parses and checks expressions
// when a workflow is checked, and the engine evaluates programs while it decides.
//
// What it must never do: know what a workflow is, read a file or a clock, trap, or let a text
// decide how long it runs. A text has at most 16 KiB and a bounded depth, an evaluation a budget of
// steps and memory, and a regular expression runs in linear time. Beyond the specification there
// are exact decimals, people (a `person` may stand where `people` are wanted), and records whose
// fields may be absent: reading one without a guard is an error before anything runs.
