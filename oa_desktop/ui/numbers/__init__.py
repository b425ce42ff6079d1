"""Number registers (文号登记) in the window: every number, how it stands, and what may be done with it."""
