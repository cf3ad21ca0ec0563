// Tests of OnusPlugin.
