// OnusTesting is what tests stand on, in this package and outside it: suites of promises that every
// implementation of a contract keeps, and what workflow tests run in.
//
//   parse -> check -> compile -> decide -> evolve -> effects -> commit -> perform
//
// All of that line is used here and none of it is done here. A suite is a list of sentences, each
// with a check that takes the thing to be tested; whoever writes a store runs
// `StoreContract.promises` against it, with whatever test framework.
// Whoever writes a plugin asks `PluginContract` what it does not keep, and tries its actions on an
// `ActionBench`.
//
// It never imports a test framework, since the command line contains it, and it never sleeps: what
// depends on time takes the time as a value. A check that cannot fail is a defect; each suite has a
// test that shows it failing.
