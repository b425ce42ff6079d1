"""Copies (份): printed and sent, lent, cleared, and destroyed by two."""
