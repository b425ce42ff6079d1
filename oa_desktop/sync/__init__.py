"""Exchange packages between units and between desks: one format for discs and for the network."""
