// OnusStore
