// OnusRuntime
