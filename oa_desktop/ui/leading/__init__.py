"""The leader's desk (领导办公): one document at a time, large, with what is asked and the few acts that answer it."""
