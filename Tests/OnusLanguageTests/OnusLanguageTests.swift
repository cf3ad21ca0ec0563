// Tests of OnusLanguage.
