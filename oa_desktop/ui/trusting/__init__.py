"""Certificates and trust in the window (证书与信任)."""
