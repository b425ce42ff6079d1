"""Secrecy (保密): classification, what is kept out, and what is let out with a trace."""
