// OnusPlugin is all that a task module sees of Onus.
//
// A module declares task kinds and registers them in one `Plugin`. There are two sorts:
//
//   ActionTask   does something and returns: looks a register up, reserves money, runs a program.
//                It is called at least once, always with the same idempotency key for the same
//                step; what it writes through `context.store` is committed with its completion.
//   DutyTask     is human work. It is a pure value that is told what people did and answers
//                *pending* or an outcome. It does no I/O and keeps no state.
//
// Parameters, outputs and errors are Swift types. The names that authors write in YAML, the checks,
// the help and the schema are derived from them: `maximumAge` is `maximum_age` in a workflow.
//
// Nothing here knows the engine, the store or the command line, and Onus's own plugins get nothing
// that a stranger's plugin does not get. No Foundation, so that a plugin chooses its own weight.

@_exported import OnusValues
