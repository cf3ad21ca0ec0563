// OnusLanguage
