// Tests of OnusRuntime.
