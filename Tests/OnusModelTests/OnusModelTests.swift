// Tests of OnusModel.
