// Tests of OnusCEL.
