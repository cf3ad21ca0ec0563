// OnusTesting
