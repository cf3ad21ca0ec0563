// OnusValues holds what a workflow computes with: values, their types, exact decimals, instants
// and civil dates, canonical JSON and digests.
//
// It stands at the bottom of the house, before the line from text to record begins. Plugins,
// expressions, events and files all speak in `Value`; nothing here knows what a workflow is. It
// imports nothing, Foundation included, so that a program that only reads values starts fast and
// can be counted instruction by instruction.
//
// It must never trap on a value, never round what it can keep exact without saying so, and never
// write the same value in two ways: what is written here is hashed and compared for years.
