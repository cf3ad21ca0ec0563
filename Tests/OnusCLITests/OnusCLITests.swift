// Tests of OnusCLI.
