// OnusEngine decides what happens in a run. It is pure: the same state, command and facts give the
// same events, and the same events fold to the same state, for ever.
//
//   start / decide(state, command, facts) -> events, or a refusal
//   evolve(&state, event)                    total; looks nothing up, calls no plugin
//   effects(of: events)                      what is to be done outside, after the commit
//
// `Decider` follows the plan. While it does, it emits events and folds each into its state at once,
// so that it only ever sees what a replay will see. Time, people, calendars and entropy reach it
// through `Facts`, and what it learned from them stands in the events.
//
// Its words for what is open: a *frame* is a list of steps, an *activation* is a step. A frame's
// cursor says what the list does next. The events of one command are committed together or not at
// all, and after the last of them nothing is left to do: a record goes on after any command.
//
// Never here: a clock, a database, a file, a plugin's action.
