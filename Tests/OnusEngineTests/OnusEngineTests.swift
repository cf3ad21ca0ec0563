// Tests of OnusEngine.
