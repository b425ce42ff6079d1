"""Ledgers (台账) in the window: what stands in them, and what may be done from them."""
