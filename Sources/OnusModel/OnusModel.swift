// OnusModel holds the nouns: what a workflow compiles to, what a run is, what happened and what is
// to be done.
//
//   parse -> check -> compile   make a Plan           (OnusLanguage)
//   decide, evolve              make Events and fold them into a RunState   (OnusEngine)
//   effects                     reads what is to be done off the Events     (OnusEngine)
//   commit, perform             stores them, then acts                      (OnusStore, OnusRuntime)
//
// Everything here is a plain value that can be encoded and compared. Nothing here decides, looks
// anything up, or knows a database. What is stored carries a version; a stored form of an older
// version stays readable for ever.
