"""Incoming documents in the window (收文): signed for, one envelope after the other."""
