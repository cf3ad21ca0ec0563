// OnusSQLite
