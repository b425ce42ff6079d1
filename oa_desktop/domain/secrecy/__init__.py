"""Secrecy (保密): marks, who may fix them, and what may be made public."""
