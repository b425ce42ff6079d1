"""The tables of a release that is still to come."""
