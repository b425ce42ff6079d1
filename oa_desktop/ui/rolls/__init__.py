"""Rolls (名册) in the window: the address book and the people, and taking workbooks in."""
