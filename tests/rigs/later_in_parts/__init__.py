"""The same, brought about in a way that a death can cut in two."""
