// OnusAuthority
