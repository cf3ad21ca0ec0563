// OnusValues
