// OnusRuntime is the only impure loop: commands in, effects out.
//
// A command goes through one pipeline of named stages:
//
//   load      the run's state, from memory when it is still the newest, else snapshot + events
//   decide    the engine, with the facts of this moment; a refusal ends here
//   commit    events, rows, timers, effects and the command's answer in one store transaction;
//             a lost race goes back to load
//   perform   effects that the worker claims from the outbox, and only after their commit
//   feed back what an action answered, as a command of its own
//
// The database is the truth and memory a hint: everything here can be lost at any moment, and the
// same command again, or another process, goes on from what was committed. Timers are rows; a
// worker only sleeps until the next of them.
//
// Never here: rules of the language, of duties or of people. Those are the engine's.
