// Tests of OnusAuthority.
