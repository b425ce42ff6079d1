"""Incoming documents (收文): signing for what came, and showing it."""
