// OnusCLI
