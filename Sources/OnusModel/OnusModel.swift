// OnusModel
