"""Seals on pages (印章): drawn, put on OFD and PDF, and found there again."""
