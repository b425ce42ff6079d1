"""Supervision (督办): matters, deadlines, and the slips that ask."""
