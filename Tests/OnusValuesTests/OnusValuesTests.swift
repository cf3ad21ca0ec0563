// Tests of OnusValues.
