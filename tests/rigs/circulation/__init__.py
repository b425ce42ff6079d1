"""Random people who do everything to random documents on random routes, and what must hold after each act."""
