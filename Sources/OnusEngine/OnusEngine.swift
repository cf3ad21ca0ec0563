// OnusEngine
