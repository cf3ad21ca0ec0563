// OnusCEL
