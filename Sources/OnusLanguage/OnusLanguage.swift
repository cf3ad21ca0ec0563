// OnusLanguage takes what authors write to what the engine runs.
//
//     *parse -> check -> compile* -> decide -> evolve -> effects -> commit -> perform
//
//     Syntax/    what a workflow file says, each word with its place; knows no plugin
//     Parse/     YAML nodes -> Syntax. Reports wrong shapes and unknown keys, goes on, never throws
//     Check/     Syntax + catalog + organisation -> CheckedWorkflow. Reports every mistake of every
//                file in one pass; nothing else can make a CheckedWorkflow
//     Compile/   CheckedWorkflow -> Plan. Cannot fail, since the checker left nothing to doubt
//     Files/     the other files: organisation, calendar, project, workflow tests
//     Format/    a file in its canonical layout
//     Graph/     a plan as a picture
//     Schema/    JSON Schemas of the files, for editors
//     Report/    diagnostics as text for people and as JSON for programs
//
// A mistake is a `Diagnostic` in the author's words, with its place and the way out. `Codes` lists
// every code once; `Check/Rules` holds one rule a file.
//
// What it must never do: run anything, look at a clock, call a plugin's code, read a file that it
// was not handed, or stop at the first mistake. Nothing here knows a store or a run.
