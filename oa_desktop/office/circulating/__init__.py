"""Circulation (传阅、会签、转办): whom a document is brought to."""
