// OnusYAML turns the bytes of a YAML file into nodes that know where they stand.
//
//     *text -> nodes*  parse -> check -> compile -> decide -> evolve -> effects -> commit -> perform
//
// It stands before `parse`: it knows YAML and no workflow. libyaml scans the text; this module keeps
// what it says as a flat tree (`YAMLDocument`, seen through `Node`), gives every node and every key
// its line and column, and says in an author's words what is wrong and how to get out of it.
//
//     Source/    where something stands in a text, and reading a file of bounded size
//     Read/      libyaml's events, the tree built from them, the limits
//     Tree/      nodes, core schema values, places inside a scalar
//     Layout/    the same text with canonical blanks between its tokens
//     Problems/  what can be wrong, and the sentences for it
//
// What it must never do:
// - expand an alias: an alias is a reference, and what it would expand to is only counted;
// - give a value a type: `Node` holds text, and `CoreValue` is asked for where no type is declared;
// - stop at the first mistake where it can go on: keys given twice, tags, anchors and aliases are
//   collected, and only what libyaml cannot read past ends the reading;
// - trap, recurse with the depth of the text, or read more than its limits allow.
