// Tests of OnusSQLite.
