// Tests of OnusYAML.
