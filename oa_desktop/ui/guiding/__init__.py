"""Guiding (引导): the help, the palette of commands, the keys, and the first tour."""
