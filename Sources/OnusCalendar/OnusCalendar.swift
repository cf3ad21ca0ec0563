// OnusCalendar knows when: what `3 workdays` from now means in a place, with its holidays, the
// days worked in exchange for them, its office hours and its time zone.
//
// In the line parse→check→compile→decide→evolve→effects→commit→perform it serves three stages.
// The checker reads periods and calendars with it, `decide` computes every deadline, rung and
// schedule with it from the calendar that stands in the facts, and the result goes into the event,
// so that `evolve` never needs it.
//
// Three nouns carry it:
//   Zone             wall time and instants, from the system's compiled zoneinfo files
//   Period           an amount of time as authors write it; the word decides what is counted
//   WorkingCalendar  working days and hours, deadlines, shares of a deadline, schedules
//
// Everything is a pure value, except that `Zone.named` reads a file. Nothing here asks what time
// it is, knows a workflow, or keeps a cache. No text and no file can make it trap: a mistake is a
// `CalendarError` with the way out, and what lies outside the years 1 to 9999 is one too.
