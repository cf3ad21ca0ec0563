// OnusAuthority says who may do what to which duty, and why not.
//
// It is asked inside a decision, with the organisation of that moment and the whole history of the
// run, so that what it grants is granted by the same facts that the record keeps (I7). It is pure
// and small: no expression is evaluated here, no event emitted.
//
//   Grants      by part in the duty: a decider, a verifier, somebody who is involved
//   Delegation  a person may act for somebody who delegated to them, and gains no more by it
//   Separation  nobody acts in two entries of one `separate:` list; delegates and those they act
//               for count alike, and so does every earlier pass
//
// Never here: time of its own, a database, a plugin.
