// OnusYAML
