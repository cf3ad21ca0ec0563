// OnusPlugin
